package io.github.canarysiem.source.honeyfile.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Keeps what a detector tells. */
public final class Recorder implements Observer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger overflows = new AtomicInteger();

    @Override
    public void seen(Observation observation) {
        observations.add(observation);
    }

    @Override
    public void overflowed() {
        overflows.incrementAndGet();
    }

    @Override
    public void failed(String reason) {
        failures.add(reason);
    }

    public List<Observation> observations() {
        assertThat(failures).isEmpty();
        return List.copyOf(observations);
    }

    public List<String> failures() {
        return failures;
    }

    public int overflows() {
        return overflows.get();
    }

    public List<Operation> operations(Path file) {
        return observations().stream()
                .filter(each -> each.path().equals(file))
                .map(Observation::operation)
                .toList();
    }

    public List<Observation> of(Operation operation) {
        return observations().stream()
                .filter(each -> each.operation() == operation)
                .toList();
    }

    /** Waits until this was done to the file, and returns it. */
    public Observation await(Path file, Operation operation) {
        awaitOperations(file, operation);
        return of(operation).stream()
                .filter(each -> each.path().equals(file))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until all of these were done to the file. */
    public void awaitOperations(Path file, Operation... operations) {
        Duration pause = Duration.ofMillis(5);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(pause)
                .untilAsserted(() -> assertThat(operations(file)).contains(operations));
    }

    public void forgetAll() {
        observations.clear();
    }
}
