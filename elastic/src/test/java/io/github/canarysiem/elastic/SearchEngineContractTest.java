package io.github.canarysiem.elastic;

import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.testing.Relay;
import io.github.canarysiem.elastic.testing.SearchEngine;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.testing.SinkContract;
import io.github.canarysiem.testing.UnconfirmedSinkContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The guarantees of a sink, before a real search engine and a network that fails. */
class SearchEngineContractTest extends SinkContract
        implements UnconfirmedSinkContract.Stalling,
                UnconfirmedSinkContract.Refusing,
                UnconfirmedSinkContract.Secretive {
    private static final String KEY = "bm90LWEtcmVhbC1rZXk6YnV0LXNlY3JldA==";

    private final SearchEngine node = SearchEngine.shared();
    private final Relay relay = Relay.to(node.url());
    private final String stream = TestStreams.next(node);

    SearchEngineContractTest() throws Exception {}

    /** The contract times a delivery, not the start of a cluster. */
    @BeforeAll
    static void warmUp() throws Exception {
        SearchEngine node = SearchEngine.shared();
        try (IncidentSink sink = Sinks.to(List.of(node.url()), Map.of("data-stream", TestStreams.next(node)))) {
            sink.deliver(Incidents.hits(0, 100));
        }
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @Override
    protected IncidentSink sink() {
        return Sinks.to(List.of(relay.url()), Map.of("data-stream", stream, "api-key", KEY));
    }

    @Override
    protected List<Received> received() throws IOException, InterruptedException {
        return node.ids(stream).stream().map(SearchEngineContractTest::received).toList();
    }

    private static Received received(String id) {
        int dash = id.indexOf('-');
        return new Received(id.substring(0, dash), Integer.parseInt(id.substring(dash + 1)));
    }

    @Override
    protected void breakFarEnd() throws IOException {
        relay.cut();
    }

    @Override
    protected void mendFarEnd() throws IOException {
        relay.mend();
    }

    @Override
    public void stallFarEnd() {
        relay.stall();
    }

    @Override
    public Incident poison() {
        return Incidents.oversize();
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY);
    }
}
