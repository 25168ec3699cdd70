package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import io.github.canarysiem.source.honeyfile.linux.Priority;
import io.github.canarysiem.source.honeyfile.linux.Processes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.IntSupplier;

/**
 * Reads the group's events: looks at who is held, lets him go, then tells. Between two lookups it reads whatever has come, so that
 * nobody waits unread behind a crowd.
 */
final class OpenerReader implements Runnable {
    private static final int AT_ONCE = 64;
    private static final int LOOK_FOR_MISSED = 1000;
    private static final int REHEARSALS = 200;

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final Marks marks;
    private final Processes processes;
    private final IntSupplier companion;
    private final Observer observer;
    private final Clock clock;
    private final Poll news;
    private final Events events = new Events(AT_ONCE);
    private final Backlog backlog = new Backlog();
    private final ByteBuffer answer = FanotifyGroup.answer();
    private final int self = (int) ProcessHandle.current().pid();
    private long unseen;

    OpenerReader(
            FanotifyGroup group,
            HeldOpeners held,
            Marks marks,
            Processes processes,
            IntSupplier companion,
            Bell end,
            Observer observer,
            Clock clock) {
        this.group = group;
        this.held = held;
        this.marks = marks;
        this.processes = processes;
        this.companion = companion;
        this.observer = observer;
        this.clock = clock;
        this.news = new Poll(end.file(), group.file());
    }

    /** Has the virtual machine load and compile what is needed to look at an opener, so that the first one is not let go unseen. */
    void rehearse() {
        for (int time = 0; time < REHEARSALS; time++) {
            marks.name(group.file());
            processes.look(self);
        }
    }

    @Override
    public void run() {
        try {
            Priority.first();
            boolean ended = false;
            while (!ended || !backlog.isEmpty()) {
                ended |= news.await(backlog.isEmpty() ? LOOK_FOR_MISSED : 0) && news.ready(0);
                if (news.ready(1) && backlog.room() >= AT_ONCE) {
                    read();
                }
                if (!backlog.isEmpty()) {
                    deal();
                }
                tellMissed();
            }
        } catch (IOException | RuntimeException e) {
            group.unmarkAll();
            observer.failed(String.valueOf(e.getMessage()));
        }
    }

    private void read() throws IOException {
        held.readingBegins();
        try {
            events.filled(group.read(events.buffer()));
            while (events.next()) {
                if ((events.mask() & FanotifyGroup.OVERFLOW) != 0) {
                    observer.overflowed();
                } else if (events.file() >= 0) {
                    int place = backlog.add(events.mask(), events.file(), events.process());
                    if (isHeld(events.mask())) {
                        held.hold(place, events.file());
                    }
                }
            }
        } finally {
            held.readingEnds();
        }
    }

    private void deal() {
        long mask = backlog.mask();
        int file = backlog.file();
        int process = backlog.process();
        boolean told = process != self && process != companion.getAsInt();
        Path path = told ? marks.name(file) : null;
        Actor actor = path == null ? Actor.UNKNOWN : isHeld(mask) ? processes.look(process) : processes.recall(process);
        if (isHeld(mask)) {
            group.allow(file, answer);
            held.free(backlog.first());
        }
        Libc.close(file);
        backlog.removeFirst();
        if (path != null) {
            tell(path, mask, actor);
        }
    }

    /** The kernel merges what one process does to one file, so that one event may say several things. */
    private void tell(Path path, long mask, Actor actor) {
        tell(path, mask, FanotifyGroup.OPEN_PERMISSION, Operation.OPEN, actor);
        tell(path, mask, FanotifyGroup.EXECUTE_PERMISSION, Operation.EXECUTE, actor);
        tell(path, mask, FanotifyGroup.ACCESS, Operation.READ, actor);
        tell(path, mask, FanotifyGroup.MODIFY, Operation.WRITE, actor);
        tell(path, mask, FanotifyGroup.CLOSE_WRITE | FanotifyGroup.CLOSE_NOWRITE, Operation.CLOSE, actor);
    }

    private void tell(Path path, long mask, long bits, Operation operation, Actor actor) {
        if ((mask & bits) != 0) {
            observer.seen(new Observation(path, operation, null, clock.instant(), actor));
        }
    }

    private void tellMissed() {
        long now = held.unseen();
        if (now != unseen) {
            unseen = now;
            observer.overflowed();
        }
    }

    private static boolean isHeld(long mask) {
        return (mask & FanotifyGroup.PERMISSIONS) != 0;
    }
}
