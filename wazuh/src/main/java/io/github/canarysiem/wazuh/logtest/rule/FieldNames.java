package io.github.canarysiem.wazuh.logtest.rule;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers for the dynamic fields that rules ask for, so that an event's fields are looked up once. Case does not matter. */
final class FieldNames {
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a name, a new one if need be. */
    int numberFor(String name) {
        return numbers.computeIfAbsent(name.toLowerCase(Locale.ROOT), added -> numbers.size());
    }

    /** The number of a name; null when no rule asks for it. */
    @Nullable
    Integer number(String name) {
        return numbers.get(name.toLowerCase(Locale.ROOT));
    }

    int size() {
        return numbers.size();
    }
}
