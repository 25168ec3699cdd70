package io.github.canarysiem.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Runs one named measurement and prints its table: {@code java -jar benchmarks/target/benchmarks.jar NAME}. */
public final class Main {
    private Main() {}

    /** A measurement. */
    @FunctionalInterface
    interface Benchmark {
        void run(Report report) throws Exception;
    }

    /**
     * Starts a measurement.
     *
     * @param arguments its name
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, Benchmark> known = new TreeMap<>(Map.of(
                "elastic", new ElasticBenchmark(),
                "journal", new JournalBenchmark(),
                "latency", new LatencyBenchmark(),
                "logtest", new LogtestBenchmark(),
                "million-tokens", new MillionTokensBenchmark(),
                "opens", new OpensBenchmark(),
                "reads", new ReadsBenchmark(),
                "splunk", new SplunkBenchmark(),
                "tail", new TailBenchmark()));
        Benchmark chosen = arguments.length == 1 ? known.get(arguments[0]) : null;
        if (chosen == null) {
            System.err.println("benchmarks: name one of " + String.join(", ", known.keySet()));
            System.exit(2);
            return;
        }
        Report report = new Report();
        chosen.run(report);
        report.print(System.out);
    }
}
