package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import io.github.canarysiem.source.honeyfile.linux.Priority;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/**
 * Reads the group's events: looks at who is held, lets him go, then tells. Between two lookups it reads whatever has come, so that
 * nobody waits unread behind a crowd.
 */
final class OpenerReader implements Runnable {
    private static final int AT_ONCE = 64;
    private static final int LOOK_FOR_UNSEEN = 1000;

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final Bells bells;
    private final Lookout lookout;
    private final IntSupplier companion;
    private final Narrator narrator;
    private final Observer observer;
    private final Poll news;
    private final Events events = new Events(AT_ONCE);
    private final Backlog backlog = new Backlog();
    private final ByteBuffer answer = FanotifyGroup.answer();
    private long unseen;

    /**
     * A thread's work.
     *
     * @param companion number of the other process that guards, which is not looked at
     * @param narrator is given what is seen
     * @param observer is told when something is missing, or nothing more will be seen
     */
    OpenerReader(
            FanotifyGroup group,
            HeldOpeners held,
            Bells bells,
            Bell end,
            Lookout lookout,
            IntSupplier companion,
            Narrator narrator,
            Observer observer) {
        this.group = group;
        this.held = held;
        this.bells = bells;
        this.lookout = lookout;
        this.companion = companion;
        this.narrator = narrator;
        this.observer = observer;
        this.news = new Poll(end.file(), group.file());
    }

    @Override
    public void run() {
        try {
            Priority.first();
            boolean ended = false;
            while (!ended || !backlog.isEmpty()) {
                ended |= news.await(backlog.isEmpty() ? LOOK_FOR_UNSEEN : 0) && news.ready(0);
                if (news.ready(1) && backlog.room() >= AT_ONCE) {
                    read();
                }
                if (!backlog.isEmpty()) {
                    deal();
                }
                tellUnseen();
            }
        } catch (IOException | RuntimeException e) {
            group.unmarkAll();
            observer.failed(String.valueOf(e.getMessage()));
        }
    }

    private void read() throws IOException {
        held.readingBegins();
        bells.wake();
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
        int file = backlog.file();
        boolean other = backlog.process() != companion.getAsInt();
        Sighting sighting = other ? lookout.look(backlog.mask(), file, backlog.process()) : null;
        if (isHeld(backlog.mask())) {
            group.allow(file, answer);
            held.free(backlog.first());
        }
        Libc.close(file);
        backlog.removeFirst();
        if (sighting != null) {
            narrator.tell(sighting);
        }
    }

    private void tellUnseen() {
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
