package io.github.canarysiem.source.honeyfile.inotify;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Reads the queue and tells what its events mean. The table is guarded by this object's lock, which is not held while telling. */
final class EventReader implements Runnable {
    private static final int BUFFER = 64 * 1024;
    /** The kernel queues both halves of a move one after the other, but they may be read apart. */
    private static final int OTHER_HALF = 10;

    private final InotifyQueue queue;
    private final Observer observer;
    private final Poll news;
    private final WatchTable table;
    private final Reports reports;
    private final Interpreter interpreter;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());

    EventReader(InotifyQueue queue, int mask, Bell end, Observer observer, Clock clock) {
        this.queue = queue;
        this.observer = observer;
        this.news = new Poll(end.file(), queue.file());
        this.table = new WatchTable(queue, mask);
        this.reports = new Reports(clock);
        this.interpreter = new Interpreter(table, reports);
    }

    synchronized void watch(Collection<Path> files) throws IOException {
        for (Path file : files) {
            table.add(file);
        }
    }

    synchronized void forget(Collection<Path> files) {
        files.forEach(table::remove);
    }

    @Override
    public void run() {
        try {
            while (true) {
                boolean come = news.await(moving() ? OTHER_HALF : Poll.FOREVER);
                if (come && news.ready(0)) {
                    return;
                }
                List<Event> events = come ? Event.parsed(buffer, queue.read(buffer)) : List.of();
                if (events.stream().anyMatch(event -> event.is(InotifyQueue.OVERFLOW))) {
                    observer.overflowed();
                }
                meaning(events).forEach(observer::seen);
            }
        } catch (IOException | RuntimeException e) {
            observer.failed(String.valueOf(e.getMessage()));
        }
    }

    private synchronized boolean moving() {
        return reports.isMoving();
    }

    private synchronized List<Observation> meaning(List<Event> events) throws IOException {
        for (Event event : events) {
            if (event.is(InotifyQueue.OVERFLOW)) {
                interpreter.lookAtAll();
            } else {
                interpreter.take(event);
            }
        }
        if (events.isEmpty()) {
            reports.endMove();
        }
        return reports.take();
    }
}
