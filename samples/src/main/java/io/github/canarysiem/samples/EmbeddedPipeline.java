package io.github.canarysiem.samples;

// region embedding
import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.source.redis.RedisSourceProvider;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.wazuh.WazuhFileProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** From the Redis of a Canarytokens server into the log file of a Wazuh agent, inside a program of one's own. */
public final class EmbeddedPipeline {
    private EmbeddedPipeline() {}

    /** Starts it; whoever closes it closes source and sink, too. */
    public static Pipeline start(String redisUrl, Path log, Path state) throws IOException {
        IncidentSource tokens =
                new RedisSourceProvider().create(Settings.of("sources.tokens", Map.of("url", redisUrl)));
        IncidentSink agent = new WazuhFileProvider().create(Settings.of("sinks.agent", Map.of("path", log)));
        return Pipeline.spoolingTo(state)
                .from("tokens", tokens)
                .to("agent", agent)
                .start();
    }

    /** Runs until the process is stopped. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Pipeline pipeline = start("redis://127.0.0.1:6379/0", Path.of("logs", "incident.log"), Path.of("state"))) {
            new CountDownLatch(1).await();
        }
    }
}
// endregion
