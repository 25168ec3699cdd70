package io.github.canarysiem.runner.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what is wrong with the syntax of a file in words of our own: a YAML parser's message quotes what it found there, which may
 * be a secret.
 */
final class YamlFaults {
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("mapping values are not allowed here", "a colon too many; put the value into quotes");
        KNOWN.put("could not find expected ':'", "a name without a colon, or a line that is indented wrongly");
        KNOWN.put(
                "that cannot start any token",
                "a character that no value begins with; indent with spaces, quote the value");
        KNOWN.put("while scanning a quoted scalar", "a quote is not closed, or a \\ in double quotes should be \\\\");
        KNOWN.put("expected ',' or '}'", "a { that is not closed, or a comma is missing");
        KNOWN.put("expected ',' or ']'", "a [ that is not closed, or a comma is missing");
        KNOWN.put("expected <block end>", "a line that is indented otherwise than those above it");
        KNOWN.put("special characters are not allowed", "a control character");
        KNOWN.put("Nesting Depth", "nested too deeply");
        KNOWN.put("duplicate anchor", "an anchor that is defined twice");
    }

    private YamlFaults() {}

    static Fault of(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String message = String.valueOf(e.getOriginalMessage());
        String what = KNOWN.entrySet().stream()
                .filter(known -> message.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("look at indentation, quotes and brackets there");
        int line = at == null ? 0 : Math.max(0, at.getLineNr());
        String column = at == null || at.getColumnNr() < 1 ? "" : " at column " + at.getColumnNr();
        return new Fault(line, "", "is not YAML" + column + ": " + what);
    }
}
