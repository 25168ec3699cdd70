package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;

/** Makes observations of sightings. Thread-safe. */
final class Narrator {
    private final Marks marks;
    private final Observer observer;

    Narrator(Marks marks, Observer observer) {
        this.marks = marks;
        this.observer = observer;
    }

    /** The kernel merges what one process does to one file, so that one sighting may say several things. */
    void tell(Sighting sighting) {
        Path path = marks.name(sighting.file());
        if (path != null) {
            tell(path, sighting, FanotifyGroup.OPEN_PERMISSION, Operation.OPEN);
            tell(path, sighting, FanotifyGroup.EXECUTE_PERMISSION, Operation.EXECUTE);
            tell(path, sighting, FanotifyGroup.ACCESS, Operation.READ);
            tell(path, sighting, FanotifyGroup.MODIFY, Operation.WRITE);
            tell(path, sighting, FanotifyGroup.CLOSE_WRITE | FanotifyGroup.CLOSE_NOWRITE, Operation.CLOSE);
        }
    }

    private void tell(Path path, Sighting sighting, long bits, Operation operation) {
        if ((sighting.mask() & bits) != 0) {
            observer.seen(new Observation(path, operation, null, sighting.at(), sighting.actor()));
        }
    }
}
