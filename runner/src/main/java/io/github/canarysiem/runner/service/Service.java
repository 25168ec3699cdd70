package io.github.canarysiem.runner.service;

import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.pipeline.PipelineBuilder;
import io.github.canarysiem.runner.admin.AdminServer;
import io.github.canarysiem.runner.configuration.Configuration;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A running pipeline with its admin server. Thread-safe. */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Service.class);

    private final Pipeline pipeline;
    private final Optional<AdminServer> admin;
    private final Metrics metrics;

    private Service(Pipeline pipeline, Optional<AdminServer> admin, Metrics metrics) {
        this.pipeline = pipeline;
        this.admin = admin;
        this.metrics = metrics;
    }

    /**
     * Starts all that a configuration names, and takes its plug-ins over.
     *
     * @param origin where the configuration came from, for the log
     * @throws IOException as {@link PipelineBuilder#start()}
     * @throws CommandException if the admin address cannot be listened on
     */
    public static Service start(Configuration configuration, String origin) throws IOException, CommandException {
        Metrics metrics = new Metrics();
        Pipeline pipeline = pipeline(configuration, metrics).start();
        LOG.info(
                "started with {}: sources {}, sinks {}, state {}",
                origin,
                configuration.sources().keySet(),
                configuration.sinks().keySet(),
                configuration.state());
        try {
            return new Service(pipeline, admin(configuration, pipeline, metrics), metrics);
        } catch (CommandException e) {
            pipeline.close();
            metrics.close();
            throw e;
        }
    }

    /** Stops sources, lets sinks settle what is there for some seconds, and closes all. A second call does nothing. */
    @Override
    public void close() {
        LOG.info("stopping: sources first, then sinks settle what is left");
        admin.ifPresent(AdminServer::close);
        pipeline.close();
        metrics.close();
        LOG.info("stopped");
    }

    private static PipelineBuilder pipeline(Configuration configuration, Metrics metrics) {
        PipelineBuilder builder = Pipeline.spoolingTo(configuration.state())
                .limits(configuration.limits())
                .meters(metrics.registry());
        configuration.sources().forEach(builder::from);
        configuration.sinks().forEach((name, fed) -> builder.to(name, fed.sink(), fed.delivery()));
        return builder;
    }

    private static Optional<AdminServer> admin(Configuration configuration, Pipeline pipeline, Metrics metrics)
            throws CommandException {
        if (configuration.admin().isEmpty()) {
            LOG.info("the admin server is off");
            return Optional.empty();
        }
        InetSocketAddress address = configuration.admin().get();
        try {
            AdminServer server = new AdminServer(address, pipeline::status, metrics::text);
            LOG.info(
                    "/health /ready /metrics /status at http://{}:{}",
                    server.address().getHostString(),
                    server.address().getPort());
            return Optional.of(server);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILURE,
                    "the admin server cannot listen at admin.listen, port " + address.getPort()
                            + ": stop what uses that port, or set another address or off");
        }
    }
}
