package io.github.canarysiem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name with its values, where an attacker may have chosen the name: such a name is data and never becomes a field name of
 * its own, because thousands of field names exhaust a SIEM's index mapping.
 *
 * @param name as written
 * @param values in order; empty when the server stored a null or an empty container
 */
public record Attribute(String name, List<String> values) {
    public Attribute(String name, @Nullable List<String> values) {
        this.name = name;
        this.values = Lists.copy(values);
    }

    /** An attribute with one value. */
    public static Attribute of(String name, String value) {
        return new Attribute(name, List.of(value));
    }
}
