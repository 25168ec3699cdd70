package io.github.canarysiem.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Chain;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.chain.ChainDigest;
import io.github.canarysiem.chain.ChainWriter;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.runner.terminal.Paint;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalVerifyCommandTest {
    private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
    private static final String KEY = "correct horse";

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeConfiguration() throws IOException {
        Files.writeString(folder.resolve("canary-siem.yml"), """
                state: %s
                sources:
                  files: { type: honeyfile, paths: [/srv/payroll.xlsx], chain-key: "${CHAIN_KEY}" }
                sinks:
                  agent: { type: wazuh-file, path: incident.log, unrelated: "${NOT_THERE}" }
                """.formatted(folder.resolve("state")));
    }

    @Test
    void anUntouchedChainHolds() throws Exception {
        store(5);

        assertThat(verify()).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("files: 5 links, from 1 to 5; the chain holds");
    }

    @Test
    void anIncidentThatWasTakenOutShows() throws Exception {
        store(5);
        change("DELETE FROM incidents WHERE sequence = 3", null);

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString())
                .contains("files: 4 links, from 1 to 5")
                .contains("link 4 (incident " + id(4))
                .contains("does not follow; links missing before it: 1");
    }

    @Test
    void anIncidentThatWasRewrittenWithoutTheKeyShows() throws Exception {
        store(5);
        Incident forged = Incident.of(id(3), Kind.MONITOR_HEARTBEAT, Severity.INFORMATIONAL, THEN, THEN)
                .chain(new Chain(3, "0".repeat(64), "0".repeat(64)))
                .build();
        change("UPDATE incidents SET body = ?, checksum = ? WHERE sequence = 3", forged);

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).contains("link 3 (incident " + id(3)).contains("does not follow the link before it");
    }

    @Test
    void aJournalWithoutAChainIsNoFailure() throws Exception {
        store(0);

        assertThat(verify()).isZero();
        assertThat(out.toString()).contains("holds no chain");
    }

    @Test
    void nothingTellsTheKey() throws Exception {
        store(2);
        verify();

        assertThat(out + err.toString()).doesNotContain(KEY);
    }

    private void store(int links) throws Exception {
        CountDownLatch stored = new CountDownLatch(1);
        try (Pipeline pipeline = Pipeline.spoolingTo(folder.resolve("state"))
                .from("files", source(links, stored))
                .to("agent", sink())
                .start()) {
            stored.await();
        }
    }

    private static IncidentSource source(int links, CountDownLatch stored) {
        return new IncidentSource() {
            @Override
            public void run(Position last, Intake intake) throws IOException, InterruptedException {
                ChainWriter chain = new ChainWriter(ChainDigest.keyed(new Secret(KEY)), last);
                List<Finding> found = IntStream.rangeClosed(1, links)
                        .mapToObj(number -> Incident.of(id(number), Kind.FILE_ACCESS, Severity.HIGH, THEN, THEN))
                        .map(chain::seal)
                        .map(Finding::of)
                        .toList();
                intake.accept(found, chain.position());
                stored.countDown();
                Thread.sleep(Long.MAX_VALUE);
            }

            @Override
            public String probe() {
                return "a chain";
            }

            @Override
            public void close() {}
        };
    }

    private static IncidentSink sink() {
        return new IncidentSink() {
            @Override
            public List<Outcome> deliver(List<Incident> batch) {
                return batch.stream()
                        .<Outcome>map(incident -> Outcome.delivered())
                        .toList();
            }

            @Override
            public String probe() {
                return "nothing";
            }

            @Override
            public void close() {}
        };
    }

    private void change(String sql, @Nullable Incident forged) throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("state").resolve("journal.db");
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement change = connection.prepareStatement(sql)) {
            if (forged != null) {
                byte[] body = IncidentJson.toBytes(forged);
                CRC32C checksum = new CRC32C();
                checksum.update(body);
                change.setBytes(1, body);
                change.setLong(2, checksum.getValue());
            }
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
    }

    private int verify() {
        Surroundings surroundings = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new Paint(false),
                name -> name.equals("CHAIN_KEY") ? KEY : null,
                Clock.systemUTC(),
                new ByteArrayInputStream(new byte[0]));
        String configuration = folder.resolve("canary-siem.yml").toString();
        return CanarySiem.commandLine(surroundings).execute("journal", "verify", "-c", configuration);
    }

    private static String id(int number) {
        return IncidentId.of("verify", Integer.toString(number));
    }
}
