package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process of its own that watches a file, says so, and says what it sees, until its input ends. */
final class Watcher {
    private Watcher() {}

    public static void main(String[] arguments) throws Exception {
        Observer speaker = new Observer() {
            @Override
            public void seen(Observation observation) {
                say("seen " + observation.operation() + " "
                        + observation.actor().attribution());
            }

            @Override
            public void overflowed() {
                say("overflowed");
            }

            @Override
            public void failed(String reason) {
                say("failed " + reason);
            }
        };
        try (FanotifyDetector detector = FanotifyDetector.open(speaker, Clock.systemUTC())) {
            detector.watch(List.of(Path.of(arguments[0])));
            say("watching");
            while (System.in.read() >= 0) {
                say("still there");
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
