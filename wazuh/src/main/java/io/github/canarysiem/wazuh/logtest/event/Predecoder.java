package io.github.canarysiem.wazuh.logtest.event;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a syslog header off a line, as the engine does, which looks only at a few places: {@code xxx 15 21:07:56} is a date, and an ISO time
 * with less or more than three or six digits of a second swallows what follows. {@code <PRI>} and RFC 5424 are not headers here.
 */
public final class Predecoder {
    private static final String PROCESS = "([^\\s:\\[\\]{}\"'<>=,;!?%&*#^~`$+|\\\\@]+)";
    private static final Pattern HOST = Pattern.compile("([\\w.-]+) +(?=.)", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile(PROCESS + "(?:\\[\\d+\\](?:: ?| )|: ?)");
    private static final Pattern LONE_PROGRAM = Pattern.compile("([\\w.-]+): ");
    private static final Pattern SOLARIS = Pattern.compile("\\[ID \\d+ [\\w.]+\\] ");

    private Predecoder() {}

    /**
     * A form of date.
     *
     * @param shape what stands where: {@code 0} a digit, {@code ?} anything, other characters themselves
     * @param length of the date
     * @param text offset of what follows, further blanks aside
     * @param header whether a host and a program may follow
     */
    private record Form(String shape, int length, int text, boolean header) {
        boolean fits(String line) {
            if (line.length() < Math.max(shape.length(), text)) {
                return false;
            }
            for (int i = 0; i < shape.length(); i++) {
                char expected = shape.charAt(i);
                char c = line.charAt(i);
                boolean fit = expected == '?' || (expected == '0' ? c >= '0' && c <= '9' : c == expected);
                if (!fit) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first that fits counts. */
    private static final List<Form> FORMS = List.of(
            new Form("??? ?? ??:??:?? ", 15, 16, true),
            new Form("0000-??-??T??:??:?????:??", 25, 26, true),
            new Form("0000-??-??T??:??:??.??????:??", 29, 30, true),
            new Form("0000-??-??T??:??:??.?????????:??", 32, 33, true),
            new Form("0000-??-?????:??:??,", 23, 24, true),
            new Form("0000-??-?????:??:??.???????????", 31, 32, true),
            new Form("0000 ??? ?? ??:??:?? ", 20, 21, true),
            new Form("??? ??? ?? ??:??:?? 0000 ", 24, 25, false),
            new Form("00/00-00:00:00.000000 ", 21, 22, false),
            new Form("0000000000.000  ", 15, 16, false));

    /** Apache's error log; the brackets go with the date. */
    private static final Form BRACKETED = new Form("[??? ??? ?? ??:??:?? 0000] ", 25, 27, false);

    /**
     * Reads a line.
     *
     * @param hostname of the agent, for a line without one
     */
    public static Header read(String line, String hostname) {
        if (BRACKETED.fits(line)) {
            return new Header(
                    line, line.substring(1, BRACKETED.length()), hostname, null, line.substring(BRACKETED.text()));
        }
        for (Form form : FORMS) {
            if (form.fits(line)) {
                String timestamp = line.substring(0, form.length());
                int start = form.text();
                while (start < line.length() && line.charAt(start) == ' ') {
                    start++;
                }
                return form.header()
                        ? afterDate(line, timestamp, start, hostname)
                        : new Header(line, timestamp, hostname, null, line.substring(start));
            }
        }
        return new Header(line, null, hostname, null, line);
    }

    private static Header afterDate(String line, String timestamp, int start, String hostname) {
        Matcher lone = at(LONE_PROGRAM, line, start);
        if (lone != null) {
            return new Header(line, timestamp, hostname, lone.group(1), line.substring(lone.end()));
        }
        Matcher host = at(HOST, line, start);
        if (host == null) {
            return new Header(line, timestamp, hostname, null, line.substring(start));
        }
        Matcher program = at(PROGRAM, line, host.end());
        if (program == null) {
            return new Header(line, timestamp, host.group(1), null, line.substring(host.end()));
        }
        Matcher solaris = at(SOLARIS, line, program.end());
        int log = solaris == null ? program.end() : solaris.end();
        return new Header(line, timestamp, host.group(1), program.group(1), line.substring(log));
    }

    private static @Nullable Matcher at(Pattern pattern, String line, int start) {
        Matcher matcher = pattern.matcher(line).region(start, line.length());
        return matcher.lookingAt() ? matcher : null;
    }
}
