package io.github.canarysiem.wazuh.logtest.ini;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of tests as Python's {@code RawConfigParser} does: {@code #} and {@code ;} start comments, the first {@code =} or {@code :}
 * ends a name, an indented line continues the value above it. Used once.
 */
public final class IniFile {
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private @Nullable Map<String, String> section;
    private @Nullable String name;

    private IniFile() {}

    /**
     * Reads the tests of a file.
     *
     * @throws IOException when it cannot be read, or is no such file; the message names the line
     */
    public static List<IniTest> read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
    }

    /**
     * Reads tests.
     *
     * @param text ISO-8859-1, one character for each byte
     * @param origin what messages call it
     */
    public static List<IniTest> parse(String text, String origin) throws IOException {
        IniFile file = new IniFile();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!file.add(lines[i])) {
                throw new IOException(
                        origin + ", line " + (i + 1) + ": this is neither [a section] nor a name = value");
            }
        }
        List<IniTest> tests = new ArrayList<>();
        file.sections.forEach((title, values) -> tests.add(test(title, values)));
        return List.copyOf(tests);
    }

    private boolean add(String line) {
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
            return true;
        }
        if (section != null && name != null && Character.isWhitespace(line.charAt(0))) {
            section.merge(name, stripped, (before, more) -> before + "\n" + more);
            return true;
        }
        int close = stripped.indexOf(']');
        if (stripped.startsWith("[") && close > 0) {
            section = sections.computeIfAbsent(stripped.substring(1, close), title -> new LinkedHashMap<>());
            name = null;
            return true;
        }
        int end = stripped.replace(':', '=').indexOf('=');
        if (section == null || end <= 0) {
            return false;
        }
        name = stripped.substring(0, end).strip().toLowerCase(Locale.ROOT);
        section.put(name, stripped.substring(end + 1).strip());
        return true;
    }

    private static IniTest test(String title, Map<String, String> values) {
        List<IniTest.Sample> samples = new ArrayList<>();
        values.forEach((key, value) -> {
            if (key.startsWith("log ")) {
                samples.add(new IniTest.Sample(key, value, !key.endsWith("fail")));
            }
        });
        return new IniTest(title, samples, values.get("rule"), values.get("alert"), values.get("decoder"));
    }
}
