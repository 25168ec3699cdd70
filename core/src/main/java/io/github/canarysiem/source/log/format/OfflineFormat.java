package io.github.canarysiem.source.log.format;

import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.log.format.FileAccess.Access;
import io.github.canarysiem.spi.Finding;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines such as {@code 2026-11-21 20:00:00 alice@files OPEN /srv/payroll.xlsx}: the events of inotify, written by a script. The user is
 * the one who ran the script or whom it took for the reader, so nothing is attributed.
 */
final class OfflineFormat implements LineFormat {
    private static final Pattern LINE = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d) ([^\\s@]+)@(\\S+) ([A-Z][A-Z_,]{2,60}) (/.*)",
            Pattern.DOTALL);

    /** As inotify names them; what is not here keeps its name. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("ACCESS", "read"),
            Map.entry("MODIFY", "write"),
            Map.entry("ATTRIB", "attributes"),
            Map.entry("OPEN", "open"),
            Map.entry("CLOSE", "close"),
            Map.entry("CLOSE_WRITE", "close"),
            Map.entry("CLOSE_NOWRITE", "close"),
            Map.entry("CREATE", "create"),
            Map.entry("DELETE", "delete"),
            Map.entry("DELETE_SELF", "delete"),
            Map.entry("MOVE", "rename"),
            Map.entry("MOVE_SELF", "rename"),
            Map.entry("MOVED_FROM", "rename"),
            Map.entry("MOVED_TO", "rename"));

    private final LogTime time;
    private final Cleaner cleaner;

    OfflineFormat(LogTime time, Cleaner cleaner) {
        this.time = time;
        this.cleaner = cleaner;
    }

    @Override
    public boolean read(LogLine line, Consumer<Finding> found) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.matches()) {
            return false;
        }
        Instant occurred = time.credible(matcher.group(1), line.observed()).orElse(line.observed());
        List<String> operations = Arrays.stream(matcher.group(4).split(","))
                .map(event -> OPERATIONS.getOrDefault(event, event))
                .distinct()
                .toList();
        Access access = new Access(
                cleaner.text(matcher.group(5)),
                operations,
                "inotify",
                "none",
                null,
                FileAccess.user(cleaner.text(matcher.group(2)), null, null, null),
                FileAccess.host(cleaner.text(matcher.group(3))),
                null,
                List.of());
        found.accept(Finding.of(FileAccess.incident(line.id(), occurred, line.observed(), access)));
        return true;
    }
}
