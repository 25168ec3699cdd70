package io.github.canarysiem.runner.configuration;

import io.github.canarysiem.pipeline.Delivery;
import io.github.canarysiem.pipeline.JournalLimits;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.IncidentSource;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration without a fault, with its plug-ins made and idle.
 *
 * @param state the state directory
 * @param admin where the admin server listens; empty if it is off
 * @param limits limits of the journal
 * @param sources sources by name, in the order of the file
 * @param sinks sinks by name, in the order of the file
 */
public record Configuration(
        Path state,
        Optional<InetSocketAddress> admin,
        JournalLimits limits,
        Map<String, IncidentSource> sources,
        Map<String, FedSink> sinks)
        implements AutoCloseable {
    /**
     * A sink and how it is fed.
     *
     * @param sink the sink
     * @param delivery batch size and delays
     */
    public record FedSink(IncidentSink sink, Delivery delivery) {}

    /** Closes the plug-ins, for those who did not hand them to a pipeline. */
    @Override
    public void close() {
        sources.values().forEach(IncidentSource::close);
        sinks.values().forEach(fed -> fed.sink().close());
    }
}
