package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.canarytokens.HitFields;
import io.github.canarysiem.source.log.format.FileAccess.Access;
import io.github.canarysiem.spi.Finding;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of Falco with {@code json_output: true}, one a line: {@code rule}, {@code priority}, {@code time} and, below {@code
 * output_fields}, whatever fields the rule's output names; see "Supported Fields" and "Formatting Alerts" in Falco's documentation.
 */
final class FalcoEvents implements JsonEvents.EventKind {
    private static final List<String> PATHS =
            List.of("fd.name", "fs.path.name", "evt.arg.path", "evt.arg.name", "evt.arg.filename", "evt.arg.oldpath");
    private static final List<String> TARGETS = List.of("fs.path.target", "evt.arg.newpath");
    private static final int MOST_ANCESTORS = 20;

    private final Selection selection;
    private final Cleaner cleaner;

    FalcoEvents(Selection selection, Cleaner cleaner) {
        this.selection = selection;
        this.cleaner = cleaner;
    }

    @Override
    public boolean read(ObjectNode event, LogLine line, Consumer<Finding> found) {
        if (!event.path("output_fields").isObject() || !event.path("rule").isTextual()) {
            return false;
        }
        HitFields fields = new HitFields(event, cleaner);
        ObjectNode output = fields.object(event, "output_fields");
        List<String> keys = new ArrayList<>(List.of(event.path("rule").textValue()));
        event.path("tags").forEach(tag -> keys.add(tag.asText()));
        String path = path(fields, output);
        if (selection.takes(keys, path == null ? List.of() : List.of(path))) {
            Instant occurred = time(fields, event, output, line.observed());
            found.accept(Finding.of(
                    FileAccess.incident(line.id(), occurred, line.observed(), access(fields, event, output, path))));
        }
        return true;
    }

    private static Access access(
            HitFields fields, ObjectNode event, @Nullable ObjectNode output, @Nullable String path) {
        return new Access(
                path,
                operations(fields, output),
                "falco",
                "full",
                first(fields, output, TARGETS),
                FileAccess.user(
                        fields.text(output, "user.name"),
                        fields.text(output, "user.uid"),
                        fields.text(output, "user.loginname"),
                        fields.text(output, "user.loginuid")),
                FileAccess.host(fields.text(event, "hostname")),
                process(fields, output),
                fields.rest());
    }

    private static @Nullable String path(HitFields fields, @Nullable ObjectNode output) {
        for (String name : PATHS) {
            String found = fields.peek(output, name);
            if (found != null && found.startsWith("/")) {
                return fields.text(output, name);
            }
        }
        return null;
    }

    private static List<String> operations(HitFields fields, @Nullable ObjectNode output) {
        Set<String> operations = new LinkedHashSet<>();
        String call = fields.name(output, "evt.type");
        if (call != null) {
            operations.add(FileAccess.operation(call));
        }
        if (Boolean.TRUE.equals(fields.flag(output, "evt.is_open_read"))) {
            operations.add("read");
        }
        if (Boolean.TRUE.equals(fields.flag(output, "evt.is_open_write"))) {
            operations.add("write");
        }
        return List.copyOf(operations);
    }

    private static RunningProcess process(HitFields fields, @Nullable ObjectNode output) {
        String command = fields.name(output, "proc.cmdline");
        String container = FileAccess.somebody(fields.text(output, "container.id"));
        return new RunningProcess(
                fields.name(output, "proc.name"),
                fields.text(output, "proc.pid"),
                first(fields, output, List.of("proc.exepath", "proc.exe")),
                command == null ? null : List.of(command),
                fields.name(output, "proc.cwd"),
                null,
                null,
                "host".equals(container) ? null : container,
                ancestors(fields, output));
    }

    /** The parent has fields of its own; those before it are numbered from 2. */
    private static List<String> ancestors(HitFields fields, @Nullable ObjectNode output) {
        List<String> ancestors = new ArrayList<>();
        String ancestor =
                first(fields, output, List.of("proc.pexepath", "proc.aexepath[1]", "proc.pname", "proc.aname[1]"));
        for (int generation = 2; ancestor != null && generation < MOST_ANCESTORS; generation++) {
            ancestors.add(ancestor);
            ancestor = first(
                    fields, output, List.of("proc.aexepath[" + generation + "]", "proc.aname[" + generation + "]"));
        }
        return ancestors;
    }

    private static @Nullable String first(HitFields fields, @Nullable ObjectNode output, List<String> names) {
        for (String name : names) {
            String found = fields.name(output, name);
            if (found != null && FileAccess.somebody(found) != null) {
                return found;
            }
        }
        return null;
    }

    private static Instant time(HitFields fields, ObjectNode event, @Nullable ObjectNode output, Instant observed) {
        String written = fields.text(event, "time");
        try {
            if (written != null) {
                return Instant.parse(written);
            }
            String nanoseconds = fields.peek(output, "evt.time");
            if (nanoseconds != null && nanoseconds.matches("\\d{18,19}")) {
                return Instant.EPOCH.plusNanos(Long.parseLong(nanoseconds));
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            return observed;
        }
        return observed;
    }
}
