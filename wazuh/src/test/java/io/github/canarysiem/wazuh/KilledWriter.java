package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A process that delivers incidents until it is killed, and says the number after the last one confirmed. */
final class KilledWriter {
    private KilledWriter() {}

    /** Arguments: the log file, the number of the first incident. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Random random = new Random();
        int next = Integer.parseInt(arguments[1]);
        try (IncidentSink sink =
                new WazuhFileProvider().create(Settings.of("sinks.agent", Map.of("path", arguments[0])))) {
            while (true) {
                List<Incident> batch = Samples.hits(next, next + 1 + random.nextInt(200));
                sink.deliver(batch);
                next += batch.size();
                out.println(next);
            }
        }
    }
}
