package io.github.canarysiem.splunk;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.splunk.testing.SplunkServer;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.testing.SinkContract;
import io.github.canarysiem.testing.UnconfirmedSinkContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The guarantees of a sink, with acknowledgements. */
class SplunkHecContractTest extends SinkContract
        implements UnconfirmedSinkContract.Stalling,
                UnconfirmedSinkContract.Refusing,
                UnconfirmedSinkContract.Secretive {
    private final SplunkServer splunk;

    SplunkHecContractTest() throws IOException {
        splunk = SplunkServer.start();
    }

    /** The contract times a delivery, not the loading of classes on a busy machine. */
    @BeforeAll
    static void loadClasses() throws Exception {
        try (SplunkServer other = SplunkServer.start();
                IncidentSink sink = Sinks.to(other)) {
            sink.deliver(Incidents.hits(0, 1));
        }
    }

    @AfterEach
    void stop() {
        splunk.close();
    }

    @Override
    protected IncidentSink sink() {
        return Sinks.to(splunk);
    }

    @Override
    protected List<Received> received() {
        return splunk.stored().stream()
                .map(object -> object.path("event"))
                .map(event -> new Received(
                        event.path("id").asText(), event.path("revision").asInt()))
                .toList();
    }

    @Override
    protected void breakFarEnd() {
        splunk.stop();
    }

    @Override
    protected void mendFarEnd() throws IOException {
        splunk.resume();
    }

    @Override
    public void stallFarEnd() {
        splunk.stall();
    }

    @Override
    public Incident poison() {
        return Incidents.oversize();
    }

    @Override
    public List<String> secrets() {
        return List.of(SplunkServer.TOKEN);
    }
}
