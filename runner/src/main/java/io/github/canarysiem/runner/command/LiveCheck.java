package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.configuration.Configuration;
import io.github.canarysiem.runner.terminal.Paint;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries each source and sink of a configuration, all at the same time, and prints a line for each. */
final class LiveCheck {
    private static final int LONGEST_ANSWER = 300;

    private final Surroundings surroundings;
    private final Duration patience;

    LiveCheck(Surroundings surroundings, Duration patience) {
        this.surroundings = surroundings;
        this.patience = patience;
    }

    boolean passes(Configuration configuration) throws InterruptedException {
        Map<String, Callable<String>> probes = new LinkedHashMap<>();
        configuration.sources().forEach((name, source) -> probes.put("sources." + name, source::probe));
        configuration
                .sinks()
                .forEach((name, fed) ->
                        probes.put("sinks." + name, () -> fed.sink().probe()));
        // Daemons: a probe that does not heed its interruption must not keep the command from ending.
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "probe");
            thread.setDaemon(true);
            return thread;
        });
        Map<String, Future<String>> answers = new LinkedHashMap<>();
        probes.forEach((path, probe) -> answers.put(path, threads.submit(probe)));
        long deadline = System.nanoTime() + patience.toNanos();
        boolean good = true;
        for (Map.Entry<String, Future<String>> answer : answers.entrySet()) {
            good &= tell(answer.getKey(), answer.getValue(), deadline);
        }
        threads.shutdownNow();
        return good;
    }

    private boolean tell(String path, Future<String> answer, long deadline) throws InterruptedException {
        try {
            line(path, true, answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            return true;
        } catch (TimeoutException e) {
            line(
                    path,
                    false,
                    "no answer within " + patience.toMillis() + " ms; is the address right, is a firewall between?");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            line(
                    path,
                    false,
                    cause instanceof IOException
                            ? String.valueOf(cause.getMessage())
                            : "an internal fault, "
                                    + (cause == null ? e : cause).getClass().getSimpleName() + "; please report it");
        }
        return false;
    }

    private void line(String path, boolean good, String text) {
        Paint paint = surroundings.paint();
        String verdict = good ? paint.text(Paint.Style.GREEN, "ok    ") : paint.text(Paint.Style.RED, "FAILED");
        surroundings.out().println(verdict + " " + path + ": " + Table.cut(text, LONGEST_ANSWER));
    }
}
