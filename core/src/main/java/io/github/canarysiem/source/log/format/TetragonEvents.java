package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events of Tetragon's JSON export, one a line: an object named after the hook, beside {@code node_name} and {@code time}; see "Events"
 * and the gRPC API in Tetragon's documentation. Of those that tell of files, the first path among the arguments counts; of the start of
 * a program, the program.
 */
final class TetragonEvents implements JsonEvents.EventKind {
    private static final List<String> HOOKS = List.of(
            "process_kprobe", "process_lsm", "process_tracepoint", "process_uprobe", "process_usdt", "process_loader");
    private static final String START = "process_exec";
    private static final List<String> OTHERS = List.of("process_exit", "process_throttle", "rate_limit_info", "test");
    private static final List<String> PATH_ARGUMENTS =
            List.of("file_arg", "path_arg", "linux_binprm_arg", "dentry_arg");
    private static final int WRITES = 2;
    private static final int READS = 4;
    private static final int EXECUTES = 1;

    private final Selection selection;
    private final Cleaner cleaner;

    TetragonEvents(Selection selection, Cleaner cleaner) {
        this.selection = selection;
        this.cleaner = cleaner;
    }

    @Override
    public boolean read(ObjectNode event, LogLine line, Consumer<Finding> found) {
        String hook = Stream.concat(HOOKS.stream(), Stream.of(START))
                .filter(name -> event.path(name).isObject())
                .findFirst()
                .orElse(null);
        if (hook == null) {
            return OTHERS.stream().anyMatch(name -> event.path(name).isObject());
        }
        HitFields fields = new HitFields(event, cleaner);
        ObjectNode body = fields.object(event, hook);
        ObjectNode process = fields.object(body, "process");
        List<String> paths = hook.equals(START)
                ? Stream.ofNullable(fields.peek(process, "binary")).toList()
                : paths(body);
        if (selection.takes(keys(body), paths)) {
            Instant occurred = time(fields.text(event, "time"), line.observed());
            Access access = access(fields, event, body, process, chosen(paths), hook.equals(START));
            found.accept(Finding.of(FileAccess.incident(line.id(), occurred, line.observed(), access)));
        }
        return true;
    }

    /** That which was asked for, or else the first, and what it was moved or linked to. */
    private List<String> chosen(List<String> paths) {
        return paths.stream()
                .filter(selection::takesPath)
                .findFirst()
                .map(path -> Stream.concat(Stream.of(path), paths.stream().filter(each -> !each.equals(path)))
                        .toList())
                .orElse(paths);
    }

    private Access access(
            HitFields fields,
            ObjectNode event,
            @Nullable ObjectNode body,
            @Nullable ObjectNode process,
            List<String> paths,
            boolean starts) {
        List<String> operations = starts ? List.of("execute") : operations(fields.text(body, "function_name"), body);
        RunningProcess running = process(fields, body, process);
        ObjectNode account = fields.object(process, "user");
        User user = FileAccess.user(
                fields.text(account, "name"), fields.text(process, "uid"), null, fields.text(process, "auid"));
        return new Access(
                paths.isEmpty() ? null : cleaner.text(paths.get(0)),
                operations,
                "tetragon",
                "full",
                paths.size() > 1 && operations.stream().anyMatch(each -> each.matches("rename|link"))
                        ? cleaner.text(paths.get(1))
                        : null,
                user,
                FileAccess.host(fields.text(event, "node_name")),
                running,
                fields.rest());
    }

    private static List<String> keys(@Nullable ObjectNode body) {
        List<String> keys = new ArrayList<>();
        if (body != null) {
            keys.add(body.path("policy_name").asText());
            body.path("tags").forEach(tag -> keys.add(tag.asText()));
        }
        return keys;
    }

    private static List<String> paths(@Nullable ObjectNode body) {
        List<String> paths = new ArrayList<>();
        if (body != null) {
            for (JsonNode argument : body.path("args")) {
                PATH_ARGUMENTS.forEach(name -> addPath(argument.path(name).path("path"), paths));
                addPath(argument.path("string_arg"), paths);
            }
            addPath(body.path("path"), paths);
        }
        return paths;
    }

    private static void addPath(JsonNode path, List<String> paths) {
        if (path.isTextual() && path.textValue().startsWith("/")) {
            paths.add(path.textValue());
        }
    }

    /** Hooks of the security modules bear the name of what they guard; some get the wanted rights as a number. */
    private static List<String> operations(@Nullable String function, @Nullable ObjectNode body) {
        Set<String> operations = new LinkedHashSet<>();
        String name = function == null
                ? ""
                : function.replaceFirst("^(security_|bpf_lsm_)", "").replaceFirst("^(inode|path|file|mmap)_", "");
        switch (name) {
            case "" -> {}
            case "permission" -> permissions(body, operations);
            case "fd_install" -> operations.add("open");
            case "file" -> operations.add("read");
            case "setattr" -> operations.add("attributes");
            default -> operations.add(FileAccess.operation(name));
        }
        return List.copyOf(operations);
    }

    private static void permissions(@Nullable ObjectNode body, Set<String> operations) {
        if (body != null) {
            for (JsonNode argument : body.path("args")) {
                int wanted = argument.path("int_arg").asInt();
                if ((wanted & READS) != 0) {
                    operations.add("read");
                }
                if ((wanted & WRITES) != 0) {
                    operations.add("write");
                }
                if ((wanted & EXECUTES) != 0) {
                    operations.add("execute");
                }
            }
        }
    }

    private static @Nullable RunningProcess process(
            HitFields fields, @Nullable ObjectNode body, @Nullable ObjectNode process) {
        if (process == null) {
            return null;
        }
        String binary = fields.text(process, "binary");
        String arguments = fields.name(process, "arguments");
        String started = fields.peek(process, "start_time");
        ObjectNode container = fields.object(fields.object(process, "pod"), "container");
        String containerId = fields.name(container, "id");
        String shortId = fields.name(process, "docker");
        Instant start = started == null ? null : time(started, Instant.MIN);
        return new RunningProcess(
                binary == null ? null : binary.substring(binary.lastIndexOf('/') + 1),
                fields.text(process, "pid"),
                binary,
                Stream.of(binary, arguments).flatMap(Stream::ofNullable).toList(),
                fields.name(process, "cwd"),
                Instant.MIN.equals(start) ? null : start,
                null,
                containerId == null ? shortId : containerId,
                ancestors(fields, body));
    }

    private static List<String> ancestors(HitFields fields, @Nullable ObjectNode body) {
        List<String> ancestors = new ArrayList<>();
        String parent = fields.text(fields.object(body, "parent"), "binary");
        if (parent != null) {
            ancestors.add(parent);
        }
        if (body != null) {
            body.path("ancestors").forEach(ancestor -> {
                if (ancestor.path("binary").isTextual()) {
                    ancestors.add(ancestor.path("binary").textValue());
                }
            });
        }
        return ancestors;
    }

    private static Instant time(@Nullable String written, Instant otherwise) {
        try {
            return written == null ? otherwise : Instant.parse(written);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
