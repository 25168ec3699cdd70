package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** Tells what the test makes it tell. */
final class FakeDetector implements Detector {
    final Set<Path> watched = new CopyOnWriteArraySet<>();
    volatile boolean closed;
    private final Observer observer;

    FakeDetector(Observer observer) {
        this.observer = observer;
    }

    /** A process as fanotify describes it. */
    static Actor process(int pid, String executable, String user) {
        RunningProcess process = new RunningProcess(
                executable,
                Integer.toString(pid),
                executable,
                List.of(executable, "payroll"),
                "/",
                Instant.ofEpochSecond(1_000_000L + pid),
                null,
                null,
                List.of("/bin/bash"));
        return new Actor(Attribution.FULL, process, new User(user, "1000", null, null), "/user.slice/session.scope");
    }

    /** Somebody did this just now. */
    void tell(Path path, Actor actor, Operation... operations) {
        for (Operation operation : operations) {
            tell(path, actor, operation, null);
        }
    }

    void tell(Path path, Actor actor, Operation operation, @Nullable Path target) {
        observer.seen(new Observation(path, operation, target, Clock.systemUTC().instant(), actor));
    }

    /** The kernel's queue overflowed. */
    void overflow() {
        observer.overflowed();
    }

    /** It cannot go on. */
    void fail(String reason) {
        observer.failed(reason);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Attribution attribution() {
        return Attribution.FULL;
    }

    @Override
    public void watch(Collection<Path> files) {
        watched.addAll(files);
    }

    @Override
    public void forget(Collection<Path> files) {
        watched.removeAll(files);
    }

    @Override
    public void close() {
        closed = true;
    }
}
