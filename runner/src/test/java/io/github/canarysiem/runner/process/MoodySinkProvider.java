package io.github.canarysiem.runner.process;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sink that does what a file says: it refuses for good, asks for patience, hangs, or (without the file) confirms. */
public final class MoodySinkProvider implements SinkProvider {
    @Override
    public String type() {
        return "moody";
    }

    @Override
    public IncidentSink create(Settings settings) {
        Path mood = settings.path("mood");
        settings.optionalSecret("password");
        settings.check();
        return new MoodySink(mood);
    }

    private record MoodySink(Path mood) implements IncidentSink {
        @Override
        public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
            String now = told();
            if (now.equals("hang")) {
                Thread.sleep(600_000);
            }
            return batch.stream()
                    .map(incident -> switch (now) {
                        case "refuse" -> Outcome.rejected("the far end says \u001b[31mnever");
                        case "wait" -> Outcome.retry("the far end says later");
                        default -> Outcome.delivered();
                    })
                    .toList();
        }

        @Override
        public String probe() throws IOException, InterruptedException {
            String now = told();
            if (now.equals("hang")) {
                Thread.sleep(600_000);
            }
            if (now.equals("refuse")) {
                throw new IOException("the far end refuses the password");
            }
            return "the far end is there";
        }

        private String told() throws IOException {
            return Files.exists(mood) ? Files.readString(mood).strip() : "";
        }

        @Override
        public void close() {}
    }
}
