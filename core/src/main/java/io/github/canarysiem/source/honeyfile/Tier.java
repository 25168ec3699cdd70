package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.atime.AtimeDetector;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.fanotify.FanotifyDetector;
import io.github.canarysiem.source.honeyfile.inotify.InotifyDetector;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * One way of watching that can be tried.
 *
 * @param name published name of its detector
 * @param opener opens it
 */
record Tier(String name, Opener opener) {
    /** Opens a detector. */
    @FunctionalInterface
    interface Opener {
        /**
         * A detector that tells this observer.
         *
         * @throws IOException if it cannot work here, saying why and how to mend it
         */
        Detector open(Observer observer) throws IOException, InterruptedException;
    }

    /** Those that the settings allow, best first. */
    static List<Tier> of(HoneyfileSettings settings, Clock clock) {
        Tier atime =
                new Tier(AtimeDetector.NAME, observer -> new AtimeDetector(observer, settings.pollInterval(), clock));
        Tier fanotify = new Tier("fanotify", observer -> FanotifyDetector.open(observer, clock));
        Tier inotify = new Tier("inotify", observer -> InotifyDetector.open(observer, clock));
        return switch (settings.detector()) {
            case AUTO -> List.of(fanotify, inotify, atime);
            case FANOTIFY -> List.of(fanotify);
            case INOTIFY -> List.of(inotify);
            case ATIME -> List.of(atime);
        };
    }
}
