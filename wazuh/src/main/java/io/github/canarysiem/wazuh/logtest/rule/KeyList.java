package io.github.canarysiem.wazuh.logtest.rule;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CDB list in its text form, {@code key:value} a line; a line without a colon does not count. Immutable. */
final class KeyList {
    private final Map<String, String> values = new HashMap<>();

    KeyList(String text) {
        for (String line : text.split("\r?\n", -1)) {
            int quote = line.startsWith("\"") ? line.indexOf('"', 1) : -1;
            int colon = line.indexOf(':', Math.max(quote, 0));
            if (colon >= 0) {
                String key = quote > 0 ? line.substring(1, quote) : line.substring(0, colon);
                values.putIfAbsent(key, line.substring(colon + 1));
            }
        }
    }

    /** The value, perhaps empty; null when the key is not there. */
    @Nullable
    String value(String key) {
        return values.get(key);
    }

    /** The value of an address, or of the longest beginning of it that ends with a dot and is there: {@code 10.0.}; null without. */
    @Nullable
    String addressValue(String address) {
        String value = values.get(address);
        for (int dot = address.lastIndexOf('.'); value == null && dot >= 0; dot = address.lastIndexOf('.', dot - 1)) {
            value = values.get(address.substring(0, dot + 1));
        }
        return value;
    }

    /** Whether a key is written as a network, with a slash. */
    boolean hasNetworks() {
        return values.keySet().stream().anyMatch(key -> key.matches("[0-9.]+/\\d+"));
    }
}
