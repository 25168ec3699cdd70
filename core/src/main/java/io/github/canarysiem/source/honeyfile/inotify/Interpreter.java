package io.github.canarysiem.source.honeyfile.inotify;

import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes of the kernel's events what was done to the watched files, and has the watches follow them. Not thread-safe. */
final class Interpreter {
    private final WatchTable table;
    private final Reports reports;

    Interpreter(WatchTable table, Reports reports) {
        this.table = table;
        this.reports = reports;
    }

    void take(Event event) throws IOException {
        if (!event.is(InotifyQueue.MOVED_TO)) {
            reports.endMove();
        }
        if (event.is(InotifyQueue.IGNORED)) {
            ignored(event.watch());
        } else if (event.name().isEmpty()) {
            itself(event);
        } else {
            for (Path folder : table.folders(event.watch())) {
                entry(folder.resolve(event.name()), folder, event);
            }
        }
        if (event.is(InotifyQueue.MOVED_TO)) {
            reports.endMove();
        }
    }

    /** Looks at everything again: events were lost. */
    void lookAtAll() throws IOException {
        for (WatchedFile file : table.all()) {
            lookAgain(file, Operation.DELETE);
        }
    }

    private void itself(Event event) throws IOException {
        for (WatchedFile file : table.files(event.watch())) {
            accessed(file, event, InotifyQueue.OPEN, Operation.OPEN);
            accessed(file, event, InotifyQueue.ACCESS, Operation.READ);
            accessed(file, event, InotifyQueue.MODIFY, Operation.WRITE);
            accessed(file, event, InotifyQueue.CLOSE_WRITE | InotifyQueue.CLOSE_NOWRITE, Operation.CLOSE);
            if (event.is(InotifyQueue.ATTRIBUTES)) {
                attributes(file);
            }
            if (event.is(InotifyQueue.UNMOUNT)) {
                lookAgain(file, Operation.DELETE);
            }
        }
        if (event.is(InotifyQueue.DELETE_SELF | InotifyQueue.MOVE_SELF | InotifyQueue.UNMOUNT)) {
            Operation end = event.is(InotifyQueue.MOVE_SELF) ? Operation.RENAME : Operation.DELETE;
            for (Path folder : table.folders(event.watch())) {
                for (WatchedFile file : table.below(folder)) {
                    lookAgain(file, end);
                }
            }
        }
    }

    private void accessed(WatchedFile file, Event event, int bits, Operation operation) {
        if (event.is(bits)) {
            reports.add(file.path, operation);
        }
    }

    /** A new name, or one less, is an attribute to the kernel, too; what happens to a file that has lost its name is no news. */
    private void attributes(WatchedFile file) {
        WatchedFile.State now = file.look();
        if (now != null && now.key().equals(file.key)) {
            if (now.links() >= file.links) {
                reports.add(file.path, now.links() > file.links ? Operation.LINK : Operation.ATTRIBUTES);
            }
            file.links = now.links();
        }
    }

    private void entry(Path path, Path folder, Event event) throws IOException {
        WatchedFile file = table.file(path);
        if (event.is(InotifyQueue.MOVED_TO)) {
            reports.movedTo(path, event.cookie());
        }
        if (file == null) {
            for (WatchedFile each : table.below(folder)) {
                if (each.path.startsWith(path)) {
                    lookAgain(each, Operation.DELETE);
                }
            }
        } else if (event.is(InotifyQueue.CREATE | InotifyQueue.MOVED_TO)) {
            Object before = file.key;
            table.arm(file);
            // Told already if it was found when its folder was, before this event was read.
            if (before == null || !before.equals(file.key)) {
                reports.add(path, Operation.CREATE);
            }
        } else if (event.is(InotifyQueue.DELETE)) {
            file.key = null;
            reports.add(path, Operation.DELETE);
        } else if (event.is(InotifyQueue.MOVED_FROM)) {
            file.key = null;
            reports.moved(path, event.cookie());
        }
    }

    /**
     * The kernel took a watch away. What became of a file, its folder says in the events that follow; what became of a folder, nobody
     * else does.
     */
    private void ignored(int watch) throws IOException {
        List<Path> folders = table.folders(watch);
        table.gone(watch);
        for (Path folder : folders) {
            for (WatchedFile file : table.below(folder)) {
                lookAgain(file, Operation.DELETE);
            }
        }
    }

    private void lookAgain(WatchedFile file, Operation end) throws IOException {
        Object before = file.key;
        table.arm(file);
        if (before != null && file.key == null) {
            reports.add(file.path, end);
        } else if (file.key != null && !file.key.equals(before)) {
            reports.add(file.path, Operation.CREATE);
        }
    }
}
