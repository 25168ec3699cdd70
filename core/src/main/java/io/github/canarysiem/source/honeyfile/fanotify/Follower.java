package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Marks files that appear, or appear again, before it passes the news on. */
final class Follower implements Observer {
    private static final Logger LOG = LogManager.getLogger(Follower.class);

    private final Marks marks;
    private final Observer observer;

    Follower(Marks marks, Observer observer) {
        this.marks = marks;
        this.observer = observer;
    }

    @Override
    public void seen(Observation observation) {
        if (observation.operation() == Operation.CREATE) {
            try {
                marks.mark(observation.path());
            } catch (IOException e) {
                LOG.warn("A file that has appeared is not watched: {}", e.getMessage());
            }
        }
        observer.seen(observation);
    }

    @Override
    public void overflowed() {
        observer.overflowed();
    }

    @Override
    public void failed(String reason) {
        observer.failed(reason);
    }
}
