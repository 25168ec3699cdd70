package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.atime.Mounts;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The detectors in use, and which of them watches which file. The best detector gets all files first; those whose reads it does not
 * see, by the self-test, go to the next one. Files that the last one does not see stay with it: it may see writes and deletions. Not
 * thread-safe.
 */
final class Watching implements AutoCloseable {
    private final List<Active> actives = new ArrayList<>();
    private final Map<Path, String> blind = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<Path> missing = new HashSet<>();
    private final Map<Path, Active> homes = new HashMap<>();
    private final List<Tier> tiers;
    private final Inlet inlet;
    private int proved;

    /** Something to be done on the way. */
    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    /** A detector in use. */
    private record Active(Detector detector, Set<Path> files) {}

    Watching(List<Tier> tiers, Inlet inlet) {
        this.tiers = tiers;
        this.inlet = inlet;
    }

    /**
     * Begins.
     *
     * @param test null for none
     * @param watched is run as soon as the first detector watches, before files are read
     * @throws IOException if no detector can be opened
     */
    void begin(Set<Path> files, @Nullable SelfTest test, Step watched) throws IOException, InterruptedException {
        Mounts mounts = Mounts.now();
        Set<Path> left = files.stream().filter(Files::isRegularFile).collect(Collectors.toSet());
        missing.addAll(files);
        missing.removeAll(left);
        boolean begun = false;
        for (Tier tier : tiers) {
            Active active = begun && left.isEmpty() ? null : open(tier);
            if (active == null) {
                continue;
            }
            watch(active, left, mounts);
            if (!begun) {
                begun = true;
                watched.run();
                watch(active, missing, mounts);
            }
            if (test != null) {
                prove(active, test, left, mounts);
            }
            left.removeAll(active.files());
            if (!tier.equals(tiers.get(tiers.size() - 1))) {
                // Another detector will tell; two would tell twice.
                active.detector().forget(left);
            }
        }
        if (actives.isEmpty()) {
            throw new IOException(String.join("; ", faults));
        }
        actives.forEach(active -> active.files().forEach(file -> homes.putIfAbsent(home(mounts, file), active)));
    }

    /** Watches further files, with the detector that watches their neighbours. */
    void add(Collection<Path> files) {
        Mounts mounts = Mounts.now();
        for (Path file : files) {
            Active home = homes.getOrDefault(home(mounts, file), actives.get(0));
            List<Active> order = new ArrayList<>(List.of(home));
            order.addAll(actives);
            String reason = null;
            for (Active active : order) {
                reason = tryToWatch(active, List.of(file));
                if (reason == null) {
                    break;
                }
            }
            if (reason != null) {
                blind.put(file, reason);
            }
        }
    }

    /** Watches files no more. */
    void forget(Collection<Path> files) {
        for (Active active : actives) {
            active.detector().forget(files);
            active.files().removeAll(files);
        }
        blind.keySet().removeAll(files);
    }

    /** What is seen and what is not. */
    Verdict verdict() {
        Mounts mounts = Mounts.now();
        missing.removeIf(Files::exists);
        List<Verdict.Cover> covers = actives.stream()
                .map(active -> new Verdict.Cover(
                        active.detector().name(), active.detector().attribution(), (int) active.files().stream()
                                .filter(file -> !missing.contains(file))
                                .count()))
                .toList();
        int remote = (int) actives.stream()
                .flatMap(active -> active.files().stream())
                .filter(file -> mounts.of(file).isRemote())
                .count();
        return new Verdict(covers, blind, faults, proved, remote);
    }

    @Override
    public void close() {
        actives.forEach(active -> active.detector().close());
    }

    private @Nullable Active open(Tier tier) throws InterruptedException {
        try {
            Active active = new Active(tier.opener().open(inlet.door(tier.name())), new HashSet<>());
            actives.add(active);
            return active;
        } catch (IOException e) {
            faults.add(tier.name() + ": " + e.getMessage());
            return null;
        }
    }

    /** Groups them by file system: what cannot be watched on one of them says nothing about the others. */
    private void watch(Active active, Set<Path> files, Mounts mounts) {
        files.stream()
                .collect(Collectors.groupingBy(file -> home(mounts, file)))
                .forEach((home, group) -> {
                    String reason = tryToWatch(active, group);
                    if (reason == null) {
                        blind.keySet().removeAll(group);
                    } else {
                        group.forEach(file -> blind.put(file, reason));
                    }
                });
    }

    /** Why they cannot be watched; null if they are. */
    private static @Nullable String tryToWatch(Active active, List<Path> files) {
        try {
            active.detector().watch(files);
            active.files().addAll(files);
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void prove(Active active, SelfTest test, Set<Path> files, Mounts mounts) throws InterruptedException {
        List<Path> watched = files.stream().filter(active.files()::contains).toList();
        SelfTest.Result result = test.run(active.detector(), watched, mounts);
        proved += result.proved().size();
        blind.keySet().removeAll(result.proved());
        blind.keySet().removeAll(result.unproved());
        result.blind()
                .forEach((file, reason) -> blind.put(file, active.detector().name() + ": " + reason));
        active.files().removeAll(result.blind().keySet());
        if (active.files().isEmpty() && !watched.isEmpty()) {
            faults.add(active.detector().name() + ": its self-test saw no read");
        }
    }

    private static Path home(Mounts mounts, Path file) {
        return mounts.of(file).point();
    }
}
