package io.github.canarysiem.runner.configuration;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.spi.SourceProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plug-ins with a setting of each form, which remember what they were given. */
final class SampleProviders {
    private SampleProviders() {}

    static PlugIns plugIns() {
        return new PlugIns(Map.of("well", new Well()), Map.of("drain", new Drain(), "drainpipe", new Drain()));
    }

    static final class Well implements SourceProvider {
        @Override
        public String type() {
            return "well";
        }

        @Override
        public IncidentSource create(Settings settings) {
            String url = settings.text("url");
            String password = settings.optionalSecret("password")
                    .map(secret -> secret.reveal())
                    .orElse("");
            Duration interval = settings.duration("poll-interval", Duration.ofSeconds(5));
            List<String> paths = settings.texts("paths");
            settings.check();
            return new SampleSource(url, password, interval, paths);
        }
    }

    static final class Drain implements SinkProvider {
        @Override
        public String type() {
            return "drain";
        }

        @Override
        public IncidentSink create(Settings settings) {
            String path = settings.path("path").toString();
            String mode = settings.text("mode", "0640");
            Settings tls = settings.section("tls");
            Optional<String> authority = tls.optionalText("ca");
            tls.refuseUnknown();
            settings.check();
            return new SampleSink(path, mode, authority);
        }
    }

    record SampleSource(String url, String password, Duration interval, List<String> paths) implements IncidentSource {
        @Override
        public void run(Position last, Intake intake) {}

        @Override
        public String probe() {
            return "there";
        }

        @Override
        public void close() {}
    }

    record SampleSink(String path, String mode, Optional<String> authority) implements IncidentSink {
        @Override
        public List<Outcome> deliver(List<Incident> batch) {
            return batch.stream().map(incident -> Outcome.delivered()).toList();
        }

        @Override
        public String probe() {
            return "there";
        }

        @Override
        public void close() {}
    }
}
