package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listens for webhooks. One thread runs it. */
final class WebhookSource implements IncidentSource {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Bytes for everything that is on its way. */
    static final long MEMORY = 32 << 20;

    private final WebhookSettings settings;
    private final Clock clock;
    private final ListeningSocket.Opener opener;
    private final House house;

    /**
     * A source that does not listen yet.
     *
     * @param memory such as {@link #MEMORY}
     */
    WebhookSource(WebhookSettings settings, Clock clock, ListeningSocket.Opener opener, long memory) {
        this.settings = settings;
        this.clock = clock;
        this.opener = opener;
        this.house = House.of(settings, clock, memory);
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        try (HookServer server = HookServer.start(house, opener)) {
            try {
                serve(server, last, intake);
            } finally {
                server.refuseAll();
                house.inflow().flush(intake, last);
            }
        }
    }

    @Override
    public String probe() throws IOException {
        return new Probe(settings, clock, opener).run();
    }

    /** Nothing is held outside of {@link #run}. */
    @Override
    public void close() {}

    private void serve(HookServer server, Position last, Intake intake) throws IOException, InterruptedException {
        Health reported = null;
        while (true) {
            Health now = health(server);
            if (!now.equals(reported)) {
                intake.report(now);
                reported = now;
            }
            house.inflow().store(intake, last, LOOK);
            house.refusals().tell();
            server.check();
        }
    }

    private Health health(HookServer server) {
        String where = "listens at " + settings.url(server.port());
        String trouble = trouble(server);
        if (trouble != null) {
            return Health.degraded(where + "; " + trouble);
        }
        long refused = house.refusals().total();
        return Health.up(refused == 0 ? where : where + "; " + refused + " request(s) refused since the start");
    }

    private @Nullable String trouble(HookServer server) {
        String refusal = house.inflow().refusal();
        if (refusal != null) {
            return "answers 503, and keeps " + house.inflow().keptCount() + " incident(s) in memory: " + refusal;
        }
        try {
            server.renewCertificate();
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
