package io.github.canarysiem.source.honeyfile.linux;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says who a process is, by {@code /proc}. Opens nothing but files of {@code /proc}, so nobody who is held can be waited for. For one
 * thread at a time, but for {@link #learn}.
 *
 * <p>Accounts have their names only if the process sees the same accounts as we do: one in another container has its own.
 */
public final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final int REMEMBERED = 1024;
    private static final int ANCESTORS = 16;
    private static final int TICKS_PER_SECOND = 100;
    /** No process was started then. */
    private static final long ANOTHER = -1;
    /** What the kernel writes for a login that never was: -1. */
    private static final String UNSET = "4294967295";

    private final ProcessFiles files;
    private final Accounts accounts;
    private final Instant startOfMachine;
    private final boolean commandLines;
    private final @Nullable String ownMounts;
    private final boolean amongContainers;
    private final Map<Integer, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
            return size() > REMEMBERED;
        }
    });

    private record Known(long started, Actor actor) {}

    /**
     * The processes of this machine, as far as they are seen from here.
     *
     * @param startOfMachine what {@link #startOfMachine} said once
     * @param commandLines whether to read them: the kernel takes them out of the process's own memory, and a process can arrange for
     *     that to take for ever
     */
    public Processes(Accounts accounts, Instant startOfMachine, boolean commandLines) {
        this(PROC, accounts, startOfMachine, commandLines);
    }

    Processes(Path root, Accounts accounts, Instant startOfMachine, boolean commandLines) {
        this.files = new ProcessFiles(root);
        this.accounts = accounts;
        this.startOfMachine = startOfMachine;
        this.commandLines = commandLines;
        int own = (int) ProcessHandle.current().pid();
        this.ownMounts = files.link(own, "ns/mnt");
        this.amongContainers = ownMounts != null && ownMounts.equals(files.link(1, "ns/mnt"));
    }

    /**
     * Looks at a process that is held or at least was alive a moment ago.
     *
     * @param process its number; 0 if the kernel has none for it here, because it lives in another process namespace
     */
    public Actor look(int process) {
        ProcessStat stat = process <= 0 ? null : files.stat(process);
        if (stat == null) {
            return gone(process);
        }
        // What matters most comes first: whoever is let go by a guard may be gone in the middle of this.
        String executable = files.link(process, "exe");
        String cgroup = cgroup(process);
        String container = cgroup == null ? null : ContainerId.in(cgroup);
        User user = user(process, container);
        RunningProcess running = new RunningProcess(
                stat.name(),
                Integer.toString(process),
                executable,
                commandLines ? files.commandLine(process) : List.of(),
                files.link(process, "cwd"),
                started(stat),
                unlessUnset(files.text(process, "sessionid")),
                container,
                ancestors(process, stat));
        Actor actor = new Actor(Attribution.FULL, running, user, cgroup);
        known.put(process, new Known(stat.started(), actor));
        return actor;
    }

    /** Remembers whom somebody else has looked at. */
    public void learn(int process, Actor actor) {
        known.put(process, new Known(ANOTHER, actor));
    }

    /** The same, but who was looked at before is known; for what a process does after its first act. */
    public Actor recall(int process) {
        Known before = known.get(process);
        if (before == null) {
            return look(process);
        }
        ProcessStat stat = files.stat(process);
        return stat == null || stat.started() == before.started() ? before.actor() : look(process);
    }

    private static Actor gone(int process) {
        if (process <= 0) {
            return Actor.UNKNOWN;
        }
        RunningProcess number =
                new RunningProcess(null, Integer.toString(process), null, null, null, null, null, null, null);
        return new Actor(Attribution.PID, number, null, null);
    }

    private Instant started(ProcessStat stat) {
        long millisecondsPerTick = 1000L / TICKS_PER_SECOND;
        return startOfMachine.plusMillis(stat.started() * millisecondsPerTick);
    }

    private List<String> ancestors(int process, ProcessStat stat) {
        List<String> ancestors = new ArrayList<>();
        int last = process;
        int parent = stat.parent();
        while (parent > 0 && parent != last && ancestors.size() < ANCESTORS) {
            ProcessStat next = files.stat(parent);
            if (next == null) {
                break;
            }
            String executable = files.link(parent, "exe");
            ancestors.add(executable == null ? next.name() : executable);
            last = parent;
            parent = next.parent();
        }
        return ancestors;
    }

    private @Nullable User user(int process, @Nullable String container) {
        String status = files.text(process, "status");
        String id = status == null ? null : effectiveUser(status);
        String login = unlessUnset(files.text(process, "loginuid"));
        if (id == null && login == null) {
            return null;
        }
        boolean ours = sharesAccounts(process, container);
        return new User(
                ours && id != null ? accounts.name(id) : null,
                id,
                ours && login != null ? accounts.name(login) : null,
                login);
    }

    private boolean sharesAccounts(int process, @Nullable String container) {
        return amongContainers
                ? container == null
                : ownMounts == null || ownMounts.equals(files.link(process, "ns/mnt"));
    }

    private static @Nullable String effectiveUser(String status) {
        int line = status.indexOf("\nUid:");
        if (line < 0) {
            return null;
        }
        String[] ids = status.substring(line + "\nUid:".length()).strip().split("\\s+", 3);
        return ids.length > 1 ? ids[1] : null;
    }

    private @Nullable String cgroup(int process) {
        String text = files.text(process, "cgroup");
        String best = null;
        if (text != null) {
            for (String line : text.split("\n", -1)) {
                String[] fields = line.split(":", 3);
                if (fields.length == 3 && (best == null || best.length() <= 1)) {
                    best = fields[2];
                }
            }
        }
        return best;
    }

    private static @Nullable String unlessUnset(@Nullable String id) {
        return id == null || id.equals(UNSET) || id.isEmpty() ? null : id;
    }

    /**
     * When this machine was started: finer than the whole seconds of {@code /proc/stat}, but not quite the same whenever it is asked, so
     * ask once.
     */
    public static Instant startOfMachine(Clock clock) {
        return startOfMachine(PROC, clock);
    }

    static Instant startOfMachine(Path root, Clock clock) {
        try {
            String uptime = Files.readString(root.resolve("uptime")).split(" ", 2)[0];
            return clock.instant()
                    .minusMillis(new BigDecimal(uptime).movePointRight(3).longValue());
        } catch (IOException | NumberFormatException e) {
            // Start times still tell processes apart; they are then those since the machine was started.
            return Instant.EPOCH;
        }
    }
}
