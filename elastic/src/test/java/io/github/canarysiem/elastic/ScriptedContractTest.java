package io.github.canarysiem.elastic;

import io.github.canarysiem.elastic.testing.ElasticServer;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.testing.SinkContract;
import io.github.canarysiem.testing.UnconfirmedSinkContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The guarantees of a sink, before a server that can be ended and silenced within milliseconds. */
class ScriptedContractTest extends SinkContract
        implements UnconfirmedSinkContract.Stalling, UnconfirmedSinkContract.Secretive {
    private static final String KEY = "bm90LWEtcmVhbC1rZXk6YnV0LXNlY3JldA==";

    private final ElasticServer server;

    ScriptedContractTest() throws IOException {
        server = ElasticServer.start();
    }

    /** The contract times a delivery, not the loading of classes on a busy machine. */
    @BeforeAll
    static void loadClasses() throws Exception {
        try (ElasticServer other = ElasticServer.start();
                IncidentSink sink = Sinks.to(other)) {
            sink.deliver(Incidents.hits(0, 1));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected IncidentSink sink() {
        return Sinks.to(server, Map.of("api-key", KEY));
    }

    @Override
    protected List<Received> received() {
        return server.indexes().ids().stream()
                .map(ScriptedContractTest::received)
                .toList();
    }

    private static Received received(String id) {
        int dash = id.indexOf('-');
        return new Received(id.substring(0, dash), Integer.parseInt(id.substring(dash + 1)));
    }

    @Override
    protected void breakFarEnd() {
        server.stop();
    }

    @Override
    protected void mendFarEnd() throws IOException {
        server.resume();
    }

    @Override
    public void stallFarEnd() {
        server.stall();
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY);
    }
}
