package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.pipeline.JournalEntry;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.testing.FreePort;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner under 200 webhooks a second: whatever was answered with 200 is in the journal, once, and reaches the sink. */
@Timeout(600)
class WebhookCrashIT {
    private static final boolean SOAK = Boolean.getBoolean("canary.soak");
    private static final Duration LENGTH = SOAK ? Duration.ofMinutes(1) : Duration.ofSeconds(5);
    private static final int LONGEST_LIFE_MILLISECONDS = SOAK ? 4_000 : 1_000;
    private static final Duration PERIOD = Duration.ofMillis(5);
    private static final String SECRET = "crash-secret-0123456789";
    private static final int ALL = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void everyAnsweredWebhookIsInTheJournalOnce() throws Exception {
        int port = FreePort.find();
        Files.writeString(folder.resolve("canary-siem.yml"), """
                state: ./state
                admin: { listen: off }
                sources:
                  hooks: { type: webhook, listen: "127.0.0.1:%d", secret: %s }
                sinks:
                  agent: { type: wazuh-file, path: logs/incident.log }
                """.formatted(port, SECRET));
        WebhookLoad load = new WebhookLoad(URI.create("http://127.0.0.1:" + port + "/hook/" + SECRET));
        int kills = killUnder(load);
        List<String> journal = journalAfterAGoodEnd();

        assertThat(journal).doesNotHaveDuplicates().containsAll(load.stored());
        assertThat(load.stored()).hasSizeGreaterThan(load.sent() / 20);
        assertThat(journal).hasSizeLessThanOrEqualTo(load.sent());
        String log = Files.readString(folder.resolve("logs/incident.log"));
        assertThat(load.stored()).allMatch(mark -> log.contains("\"user_agent\":\"" + mark + "\""));
        System.out.println("WebhookCrashIT: " + kills + " kills, " + load.sent() + " webhooks in " + LENGTH.toSeconds()
                + " s, " + load.stored().size() + " answered with 200 (p50 " + load.quantile(0.5) + " ms, p99 "
                + load.quantile(0.99) + " ms, most " + load.quantile(1) + " ms), " + journal.size()
                + " in the journal");
    }

    private int killUnder(WebhookLoad load) throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("WebhookCrashIT: seed " + seed);
        Random random = new Random(seed);
        int kills = 0;
        try (CommandProcess first = running();
                Pace pace = Pace.atRate(PERIOD, load)) {
            long end = System.nanoTime() + LENGTH.toNanos();
            CommandProcess run = first;
            while (System.nanoTime() - end < 0) {
                run.live(Duration.ofMillis(200 + random.nextInt(LONGEST_LIFE_MILLISECONDS)));
                run.kill();
                kills++;
                run = running();
            }
            pace.end();
            await().atMost(CommandProcess.PATIENCE).until(load::isDone);
            run.kill();
        }
        return kills;
    }

    private CommandProcess running() {
        CommandProcess run = CommandProcess.start(folder, "run");
        run.awaitLog("source hooks is up");
        return run;
    }

    /** Started once more, so that the sink gets everything. */
    private List<String> journalAfterAGoodEnd() throws Exception {
        try (CommandProcess last = running()) {
            assertThat(last.terminate().exitCode()).isZero();
        }
        try (JournalView view = JournalView.open(folder.resolve("state"))) {
            return view.list(ALL).stream()
                    .map(JournalEntry::incident)
                    .map(WebhookCrashIT::mark)
                    .toList();
        }
    }

    private static String mark(Incident incident) {
        return incident.http() == null ? "" : String.valueOf(incident.http().userAgent());
    }
}
