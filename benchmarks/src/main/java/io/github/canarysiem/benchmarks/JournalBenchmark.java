package io.github.canarysiem.benchmarks;

import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.pipeline.PipelineBuilder;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Incidents a second through the journal, each batch of 100 committed with an fsync, and drained by sinks that confirm at once.
 * Baseline: SQLite itself, the same bodies in the same batches with the same durability, into one bare table.
 */
final class JournalBenchmark implements Main.Benchmark {
    private static final int COUNT = 60_000;
    private static final int BATCH = 100;

    @Override
    public void run(Report report) throws Exception {
        measure(0);
        double baseline = bareInserts();
        for (int sinks : new int[] {0, 1, 3}) {
            double rate = measure(sinks);
            report.compare("journal, " + sinks + " sinks, appended and drained", rate, baseline, "incidents/s");
        }
    }

    private static double measure(int sinks) throws Exception {
        Path state = Files.createTempDirectory("journal-benchmark");
        CountDownLatch stored = new CountDownLatch(1);
        PipelineBuilder builder = Pipeline.spoolingTo(state).from("source", new Producer(stored));
        for (int i = 0; i < sinks; i++) {
            builder.to("sink" + i, new Confirming());
        }
        long start = System.nanoTime();
        try (Pipeline pipeline = builder.start()) {
            stored.await();
            if (!pipeline.awaitSettled(Duration.ofMinutes(5))) {
                throw new IllegalStateException("the sinks did not catch up");
            }
            return COUNT / ((System.nanoTime() - start) / 1e9);
        } finally {
            Folders.delete(state);
        }
    }

    private static double bareInserts() throws Exception {
        Path folder = Files.createTempDirectory("journal-baseline");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE bare (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL)");
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare (body) VALUES (?)")) {
                for (int i = 0; i < COUNT; i++) {
                    insert.setBytes(1, IncidentJson.toBytes(Samples.incident(i)));
                    insert.executeUpdate();
                    if (i % BATCH == BATCH - 1) {
                        connection.commit();
                    }
                }
            }
            return COUNT / ((System.nanoTime() - start) / 1e9);
        } finally {
            Folders.delete(folder);
        }
    }

    private record Producer(CountDownLatch stored) implements IncidentSource {
        @Override
        public void run(Position last, Intake intake) throws IOException, InterruptedException {
            for (int from = 0; from < COUNT; from += BATCH) {
                List<Finding> batch = new ArrayList<>(BATCH);
                for (int i = from; i < from + BATCH; i++) {
                    batch.add(Finding.of(Samples.incident(i)));
                }
                intake.accept(batch, new Position(Integer.toString(from)));
            }
            stored.countDown();
            new CountDownLatch(1).await();
        }

        @Override
        public String probe() {
            return "synthetic";
        }

        @Override
        public void close() {}
    }

    private static final class Confirming implements IncidentSink {
        @Override
        public List<Outcome> deliver(List<Incident> batch) {
            return batch.stream().map(incident -> Outcome.delivered()).toList();
        }

        @Override
        public String probe() {
            return "synthetic";
        }

        @Override
        public void close() {}
    }
}
