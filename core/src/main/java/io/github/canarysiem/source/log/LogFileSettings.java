package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.format.FormatName;
import io.github.canarysiem.spi.Settings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What the configuration says about a log file.
 *
 * @param path of the log
 * @param format of its lines
 * @param startsAtEnd whether what is there at the very first start is passed over
 * @param pollInterval time between two looks at the file
 * @param maximumLine in bytes; longer lines are skipped
 * @param encoding of the lines; one in which ASCII is ASCII
 * @param zone of times that name none
 * @param redact whether credentials in hits are taken out
 * @param keys which audit keys, rules and policies are about honeytokens
 * @param paths which files are honeytokens
 */
record LogFileSettings(
        Path path,
        FormatName format,
        boolean startsAtEnd,
        Duration pollInterval,
        int maximumLine,
        Charset encoding,
        ZoneId zone,
        boolean redact,
        List<String> keys,
        List<String> paths) {
    private static final int SHORTEST_LIMIT = 4 << 10;
    private static final int LONGEST_LIMIT = 16 << 20;

    /** What to do with lines that were there before the first start. */
    enum Start {
        END,
        BEGINNING
    }

    static LogFileSettings read(Settings settings, ZoneId ownZone) {
        Path path = settings.path("path");
        if (path.getFileName() == null) {
            settings.problem("path", "is no path of a file");
        }
        List<String> keys = settings.texts("keys");
        return new LogFileSettings(
                path,
                settings.choice("format", FormatName.class, FormatName.AUTO),
                settings.choice("start", Start.class, Start.END) == Start.END,
                settings.duration("poll-interval", Duration.ofMillis(250)),
                maximumLine(settings),
                encoding(settings),
                settings.zone("time-zone", ownZone),
                settings.flag("redact", true),
                keys.isEmpty() ? List.of("canary*") : keys,
                settings.texts("paths"));
    }

    private static int maximumLine(Settings settings) {
        long bytes = settings.bytes("maximum-line", 1 << 20);
        if (bytes < SHORTEST_LIMIT || bytes > LONGEST_LIMIT) {
            settings.problem("maximum-line", "is not between 4KiB and 16MiB");
        }
        return (int) Math.min(bytes, LONGEST_LIMIT);
    }

    private static Charset encoding(Settings settings) {
        String name = settings.text("encoding", "UTF-8");
        try {
            Charset charset = Charset.forName(name);
            // Lines are told apart by the byte of the line feed.
            if ("{\n}".equals(new String(new byte[] {'{', '\n', '}'}, charset))) {
                return charset;
            }
            settings.problem("encoding", "is one in which ASCII is not ASCII; convert the log to UTF-8");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            settings.problem("encoding", "is no encoding known here; write it like UTF-8 or ISO-8859-1");
        }
        return StandardCharsets.UTF_8;
    }
}
