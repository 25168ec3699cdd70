package io.github.canarysiem.testing;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An upstream in memory: a list that grows. Thread-safe. */
final class Spring {
    private final List<String> emitted = new ArrayList<>();
    private boolean broken;

    synchronized void emit(List<String> marks) {
        emitted.addAll(marks);
        notifyAll();
    }

    synchronized void setBroken(boolean nowBroken) {
        broken = nowBroken;
        notifyAll();
    }

    /** Waits for more than this many marks, and returns those after them. */
    synchronized List<String> after(int count) throws IOException, InterruptedException {
        while (!broken && emitted.size() <= count) {
            wait();
        }
        check();
        return List.copyOf(emitted.subList(count, emitted.size()));
    }

    synchronized Position end() {
        return new Position(Integer.toString(emitted.size()));
    }

    synchronized void check() throws IOException {
        if (broken) {
            throw new IOException("the spring cannot be reached");
        }
    }

    /** A source that keeps the contract; its position is the number of marks read. Its descendants break it. */
    static class Source implements IncidentSource {
        private final Spring spring;

        Source(Spring spring) {
            this.spring = spring;
        }

        @Override
        public void run(Position last, Intake intake) throws IOException, InterruptedException {
            int read = last.equals(Position.START) ? 0 : Integer.parseInt(last.value());
            spring.check();
            intake.report(Health.up("the spring is there"));
            while (true) {
                List<String> marks = spring.after(read);
                read += marks.size();
                offer(marks.stream().map(this::finding).toList(), new Position(Integer.toString(read)), intake);
            }
        }

        void offer(List<Finding> found, Position upTo, Intake intake) throws IOException, InterruptedException {
            intake.accept(found, upTo);
        }

        Finding finding(String mark) {
            return Finding.of(Incident.of(id(mark), Kind.HIT, Severity.HIGH, Incidents.OBSERVED, Incidents.OBSERVED)
                    .token(new Token("spring", null, mark))
                    .build());
        }

        String id(String mark) {
            return IncidentId.of("spring", mark);
        }

        @Override
        public String probe() throws IOException {
            spring.check();
            return "the spring is there";
        }

        @Override
        public void close() {}
    }
}
