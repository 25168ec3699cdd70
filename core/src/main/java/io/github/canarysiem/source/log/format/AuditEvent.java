package io.github.canarysiem.source.log.format;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.log.format.FileAccess.Access;
import io.github.canarysiem.spi.Finding;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of one event, as far as they have come. Not thread-safe. */
final class AuditEvent {
    private static final int MOST_RECORDS = 200;
    private static final List<String> TOLD =
            List.of("key", "success", "exit", "ppid", "tty", "syscall", "SYSCALL", "arch", "euid", "subj");

    private final Place place;
    private final AuditRecord first;
    private final List<AuditRecord> records = new ArrayList<>();
    private Instant lastRead;

    /** An event that begins with this record. */
    AuditEvent(AuditRecord first, LogLine line) {
        this.first = first;
        this.place = line.place();
        this.lastRead = line.observed();
        records.add(first);
    }

    void add(AuditRecord record, Instant read) {
        lastRead = read;
        if (records.size() < MOST_RECORDS) {
            records.add(record);
        }
    }

    /** Where its first line stands. */
    Place place() {
        return place;
    }

    /** When it happened. */
    Instant time() {
        return first.time();
    }

    /** When its last record was read. */
    Instant lastRead() {
        return lastRead;
    }

    /**
     * The incident that it is, if it is about a honeytoken. Its id is over the machine, the time and the serial number, so that an event
     * of which only the end is read again is the same.
     */
    Optional<Finding> finding(Selection selection, Cleaner cleaner) {
        Optional<AuditRecord> call = of("SYSCALL").findFirst();
        List<AuditRecord> paths = paths();
        List<String> names = paths.stream().map(this::path).toList();
        if (!selection.takes(keys(call), names)) {
            return Optional.empty();
        }
        int chosen = 0;
        while (chosen < names.size() && !selection.takesPath(names.get(chosen))) {
            chosen++;
        }
        String path = names.isEmpty() ? null : names.get(chosen == names.size() ? 0 : chosen);
        List<String> operations = new ArrayList<>(call.map(AuditCalls::operations).orElse(List.of()).stream()
                .distinct()
                .toList());
        Access access = new Access(
                FileAccess.cleaned(cleaner, path),
                operations,
                "auditd",
                call.isPresent() ? "full" : "none",
                FileAccess.cleaned(cleaner, target(operations, paths)),
                call.map(AuditEvent::user).orElse(null),
                FileAccess.host(FileAccess.cleaned(cleaner, first.node())),
                call.map(record -> process(record, cleaner)).orElse(null),
                other(call, names, cleaner));
        String id = IncidentId.of("audit", Text.wellFormed(first.event()));
        return Optional.of(Finding.of(FileAccess.incident(id, time(), lastRead, access)));
    }

    private Stream<AuditRecord> of(String type) {
        return records.stream().filter(record -> record.type().equals(type));
    }

    /** Those that are no folder in which something else was made or deleted. */
    private List<AuditRecord> paths() {
        List<AuditRecord> all =
                of("PATH").filter(each -> each.text("name") != null).toList();
        List<AuditRecord> files = all.stream()
                .filter(each -> !"PARENT".equals(each.plain("nametype")) && !"PARENT".equals(each.plain("objtype")))
                .toList();
        return files.isEmpty() ? all : files;
    }

    private String path(AuditRecord record) {
        String name = String.valueOf(record.text("name"));
        String folder = of("CWD").findFirst().map(each -> each.text("cwd")).orElse(null);
        return name.startsWith("/") || folder == null ? name : normal(folder + "/" + name);
    }

    private @Nullable String target(List<String> operations, List<AuditRecord> paths) {
        if (operations.stream().noneMatch(each -> each.matches("rename|link"))) {
            return null;
        }
        return paths.stream()
                .filter(each -> "CREATE".equals(each.plain("nametype")))
                .findFirst()
                .map(this::path)
                .orElse(null);
    }

    /** Several keys are one value, with a byte between them. */
    private static List<String> keys(Optional<AuditRecord> call) {
        String key = call.map(record -> record.text("key")).orElse(null);
        return key == null ? List.of() : Arrays.asList(key.split("\u0001", -1));
    }

    private static @Nullable User user(AuditRecord call) {
        return FileAccess.user(call.text("UID"), call.plain("uid"), call.text("AUID"), call.plain("auid"));
    }

    private RunningProcess process(AuditRecord call, Cleaner cleaner) {
        return new RunningProcess(
                FileAccess.cleaned(cleaner, call.text("comm")),
                call.plain("pid"),
                FileAccess.cleaned(cleaner, call.text("exe")),
                cleaner.texts(commandLine()),
                of("CWD")
                        .findFirst()
                        .map(each -> FileAccess.cleaned(cleaner, each.text("cwd")))
                        .orElse(null),
                null,
                FileAccess.somebody(call.plain("ses")),
                null,
                null);
    }

    private List<String> commandLine() {
        Optional<AuditRecord> program = of("EXECVE").findFirst();
        if (program.isPresent()) {
            List<String> arguments = new ArrayList<>();
            String argument = program.get().text("a0");
            while (argument != null) {
                arguments.add(argument);
                argument = program.get().text("a" + arguments.size());
            }
            return arguments;
        }
        return of("PROCTITLE").findFirst().map(title -> title.text("proctitle")).stream()
                .flatMap(title -> Arrays.stream(title.split("\u0000")))
                .toList();
    }

    private List<Attribute> other(Optional<AuditRecord> call, List<String> names, Cleaner cleaner) {
        List<Attribute> other = new ArrayList<>();
        other.add(Attribute.of("/event", cleaner.text(first.event().strip())));
        call.ifPresent(record -> TOLD.forEach(name -> {
            String value = name.equals("key") ? record.text(name) : record.plain(name);
            if (value != null) {
                other.add(Attribute.of("/" + name, cleaner.text(value)));
            }
        }));
        if (names.size() > 1) {
            other.add(new Attribute("/paths", cleaner.texts(names)));
        }
        return other;
    }

    /** The path without steps to the same folder and back. */
    private static String normal(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }
}
