package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalEntry;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incident as {@code journal list} shows it: an id or its beginning, and perhaps a revision.
 *
 * @param prefix the id or its beginning
 * @param revision the revision; null for all
 */
record IncidentReference(String prefix, @Nullable Integer revision) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{4,32})(?:/(\\d{1,9}))?");

    static IncidentReference of(String text) throws CommandException {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new CommandException(
                    ExitCode.USAGE, "an ID is not one: write 4 to 32 of 0-9 and a-f, as in canary-siem journal list");
        }
        String revision = matcher.group(2);
        return new IncidentReference(matcher.group(1), revision == null ? null : Integer.valueOf(revision));
    }

    /**
     * The entries meant, oldest first.
     *
     * @throws CommandException if no incident begins so, or several do
     */
    List<JournalEntry> entriesIn(JournalView journal) throws IOException, CommandException {
        List<JournalEntry> entries = journal.show(prefix).stream()
                .filter(entry -> revision == null || entry.incident().revision() == revision)
                .toList();
        if (entries.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILURE, "the journal does not hold that incident: see canary-siem journal list");
        }
        if (entries.stream().map(entry -> entry.incident().id()).distinct().count() > 1) {
            throw new CommandException(ExitCode.FAILURE, "several incidents begin with that ID: write more of it");
        }
        return entries;
    }
}
