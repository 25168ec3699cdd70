package io.github.canarysiem.source.log.format;

import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.spi.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Records of the Linux audit daemon. An event is several records, which may lie between those of others. It ends with {@code PROCTITLE},
 * the last one that the kernel writes, or {@code EOE}, or when no record of it has come for two seconds, or one of an event that is two
 * seconds younger.
 */
final class AuditFormat implements LineFormat {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MOST_OPEN = 1_000;
    private static final int MOST_ENDED = 2_000;
    /** Events of other records are about no file. */
    private static final Set<String> BEGINNINGS = Set.of("SYSCALL", "CWD", "PATH", "EXECVE");

    private static final Set<String> ENDS = Set.of("PROCTITLE", "EOE");

    private final Selection selection;
    private final Cleaner cleaner;
    private final Map<String, AuditEvent> open = new LinkedHashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    AuditFormat(Selection selection, Cleaner cleaner) {
        this.selection = selection;
        this.cleaner = cleaner;
    }

    @Override
    public boolean read(LogLine line, Consumer<Finding> found) {
        AuditRecord record = AuditRecord.of(line);
        if (record == null) {
            return false;
        }
        if (!ended.contains(record.event())) {
            add(record, line);
            boolean full = open.size() > MOST_OPEN;
            end(
                    each -> (full && each == open.values().iterator().next())
                            || each.time().plus(LONGEST).isBefore(record.time()),
                    found);
            if (ENDS.contains(record.type())) {
                end(record.event(), found);
            }
        }
        return true;
    }

    @Override
    public void settle(Instant now, Consumer<Finding> found) {
        end(each -> each.lastRead().plus(LONGEST).isBefore(now), found);
    }

    @Override
    public List<Place> waiting() {
        return open.values().stream().map(AuditEvent::place).toList();
    }

    private void add(AuditRecord record, LogLine line) {
        AuditEvent event = open.get(record.event());
        if (event != null) {
            event.add(record, line.observed());
        } else if (BEGINNINGS.contains(record.type())) {
            open.put(record.event(), new AuditEvent(record, line));
        }
    }

    private void end(Predicate<AuditEvent> condition, Consumer<Finding> found) {
        List<String> ends = new ArrayList<>();
        open.forEach((name, event) -> {
            if (condition.test(event)) {
                ends.add(name);
            }
        });
        ends.forEach(name -> end(name, found));
    }

    private void end(String name, Consumer<Finding> found) {
        AuditEvent event = open.remove(name);
        if (event != null) {
            event.finding(selection, cleaner).ifPresent(found);
            ended.add(name);
            if (ended.size() > MOST_ENDED) {
                ended.remove(ended.iterator().next());
            }
        }
    }
}
