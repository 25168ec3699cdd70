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
    /** Bytes for everything that is on its way; beside it, the largest body has to have a place. */
    static final long MEMORY = 32 << 20;

    private final WebhookSettings settings;
    private final Clock clock;
    private final ListeningSocket.Opener opener;
    private final BodyReader reader;
    private final Budget budget;
    private final Inflow inflow;
    private final Refusals refusals;

    /**
     * A source that does not listen yet.
     *
     * @param memory see {@link #MEMORY}
     */
    WebhookSource(WebhookSettings settings, Clock clock, ListeningSocket.Opener opener, long memory) {
        this.settings = settings;
        this.clock = clock;
        this.opener = opener;
        this.reader = new BodyReader(settings.redact(), clock);
        this.budget = new Budget(memory + 2L * settings.maximumBody());
        this.inflow = new Inflow(budget);
        this.refusals = new Refusals(clock);
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        try (HookServer server = HookServer.start(settings, opener, reader, inflow, budget, refusals)) {
            try {
                serve(server, last, intake);
            } finally {
                server.refuseAll();
                inflow.flush(intake, last);
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
            inflow.store(intake, last, LOOK);
            refusals.tell();
            server.check();
        }
    }

    private Health health(HookServer server) {
        String where = "listens at " + settings.url(server.port());
        String trouble = trouble(server);
        if (trouble != null) {
            return Health.degraded(where + "; " + trouble);
        }
        long refused = refusals.total();
        return Health.up(refused == 0 ? where : where + "; " + refused + " request(s) refused since the start");
    }

    private @Nullable String trouble(HookServer server) {
        String refusal = inflow.refusal();
        if (refusal != null) {
            return "answers 503, and keeps " + inflow.keptCount() + " incident(s) in memory: " + refusal;
        }
        try {
            server.renewCertificate();
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
