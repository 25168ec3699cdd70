package io.github.canarysiem.source.log.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of an audit log: {@code type=PATH msg=audit(1364481363.243:24287): item=0 name="/etc/passwd" ...}. Values with special
 * characters are hexadecimal and without quotation marks; the enriched format adds names of what the kernel wrote as numbers, after a
 * group separator. See "Understanding Audit log files" in Red Hat's documentation and the page auditd.conf(5).
 *
 * @param event what the records of one event have in common: the machine, the time and a serial number
 * @param node the machine, if the log holds those of several
 * @param fields as written, with their quotation marks
 */
record AuditRecord(String type, String event, @Nullable String node, Instant time, Map<String, String> fields) {
    private static final Pattern HEAD = Pattern.compile(
            "(?:node=(\\S+) )?type=([A-Z0-9_\\[\\]]+) msg=audit\\((\\d{1,11})\\.(\\d{3}):(\\d+)\\) ?:[ ]*");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9_\\[\\]-]+)=(\"[^\"]*\"|'[^']*'|[^\\s\\x1d]*)");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    private static final String NOTHING = "(null)";

    /** The record on a line; null if there is none. */
    static @Nullable AuditRecord of(LogLine line) {
        if (!line.startsWith("type=") && !line.startsWith("node=")) {
            return null;
        }
        String text = line.text();
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            return null;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(text).region(head.end(), text.length());
        while (field.find()) {
            fields.putIfAbsent(field.group(1), field.group(2));
        }
        String node = head.group(1);
        Instant time = Instant.ofEpochSecond(Long.parseLong(head.group(3))).plusMillis(Long.parseLong(head.group(4)));
        String event = (node == null ? "" : node) + " " + head.group(3) + "." + head.group(4) + ":" + head.group(5);
        return new AuditRecord(head.group(2), event, node, time, fields);
    }

    /** A value as written, without quotation marks; null if there is none. */
    @Nullable
    String plain(String name) {
        String written = fields.get(name);
        if (written == null || written.equals(NOTHING)) {
            return null;
        }
        return isQuoted(written) ? written.substring(1, written.length() - 1) : written;
    }

    /** A value of those that are hexadecimal when they hold special characters; null if there is none. */
    @Nullable
    String text(String name) {
        String written = fields.get(name);
        if (written == null
                || isQuoted(written)
                || !HEXADECIMAL.matcher(written).matches()) {
            return plain(name);
        }
        byte[] bytes = HexFormat.of().parseHex(written);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isQuoted(String written) {
        return written.length() >= 2 && (written.startsWith("\"") || written.startsWith("'"));
    }
}
