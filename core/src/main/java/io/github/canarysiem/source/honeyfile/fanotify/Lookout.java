package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.linux.OpenFile;
import io.github.canarysiem.source.honeyfile.linux.Processes;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Looks at whoever did something, and at which file it was. For one thread. */
final class Lookout {
    private static final int REHEARSALS = 200;

    private final Processes processes;
    private final Clock clock;
    private final int[] ours;

    /**
     * A lookout.
     *
     * @param ours processes that are not looked at
     */
    Lookout(Processes processes, Clock clock, int... ours) {
        this.processes = processes;
        this.clock = clock;
        this.ours = Arrays.copyOf(ours, ours.length);
    }

    /** Has the virtual machine load and compile what is needed, so that the first opener is not held for long. */
    void rehearse(int file) {
        for (int time = 0; time < REHEARSALS; time++) {
            OpenFile.of(file);
            processes.look((int) ProcessHandle.current().pid());
        }
    }

    /**
     * Looks.
     *
     * @param file the event's
     * @return null if it was one of ours, or nobody can say which file it was
     */
    @Nullable
    Sighting look(long mask, int file, int process) {
        for (int own : ours) {
            if (own == process) {
                return null;
            }
        }
        OpenFile which = OpenFile.of(file);
        if (which == null) {
            return null;
        }
        boolean held = (mask & FanotifyGroup.PERMISSIONS) != 0;
        Actor actor = held ? processes.look(process) : processes.recall(process);
        return new Sighting(which, mask, process, clock.instant(), actor);
    }
}
