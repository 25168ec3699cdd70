package io.github.canarysiem.internal;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.Geo;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes an incident through a journal that nobody needs, some hundred times, before the start: else the first real ones, after a
 * start the only ones for weeks, would wait until Java has loaded and compiled what they need. Once for each Java process.
 */
public final class Rehearsal {
    private static final Logger LOG = LogManager.getLogger(Rehearsal.class);
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final int TIMES = 500;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);
    private static final String NAME = "rehearsal";

    private Rehearsal() {}

    /** Takes less than a second, at most two; uses a folder within this state directory, whose lock the caller holds. */
    public static void run(Path state, Collection<IncidentSink> sinks) {
        Path folder = state.resolve(NAME);
        try {
            // What a process left that was killed during its rehearsal.
            delete(folder);
            if (DONE.compareAndSet(false, true)) {
                Directories.createPrivate(folder);
                try {
                    rehearse(folder, sinks);
                } finally {
                    delete(folder);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rehearsal failed, the first incidents take a little longer", e);
        }
    }

    private static void rehearse(Path folder, Collection<IncidentSink> sinks) throws IOException {
        long start = System.nanoTime();
        try (Journal journal = Journal.scratch(folder)) {
            Inbox inbox = new Inbox(journal, new Retention(journal, Clock.systemUTC()), Clock.systemUTC());
            try (Outbox outbox = new Outbox(journal, NAME, TIMES)) {
                for (int i = 0; i < TIMES && System.nanoTime() - start < LONGEST; i++) {
                    inbox.accept(NAME, List.of(Finding.of(incident(i))), new Position(Integer.toString(i)));
                    for (Item item : outbox.next(System.nanoTime())) {
                        sinks.forEach(sink -> sink.rehearse(item.incident()));
                        outbox.settle(item.sequence());
                    }
                    outbox.save();
                }
            }
        }
    }

    private static Incident incident(int number) {
        String id = IncidentId.of(NAME, Integer.toString(number));
        return Incident.of(id, Kind.TEST, Severity.INFORMATIONAL, Instant.EPOCH, Instant.EPOCH)
                .token(new Token(NAME, "web", ""))
                .channel("HTTP")
                .source(new Source("192.0.2.1", "192.0.2.1", null, "", false, false))
                .geo(new Geo("", "", "", "", "", "", ""))
                .http(new Http("", "", "", "", "", "", List.of(Attribute.of("Host", "")), List.of()))
                .build();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
