package io.github.canarysiem.wazuh.logtest.xml;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An element. Immutable.
 *
 * @param name as written; compare it with {@link #is}, for case does not matter
 * @param attributes in order
 * @param content the text, as written and not trimmed; with the blanks between the children when there are any
 * @param children in order
 */
public record RulesetElement(String name, List<Attribute> attributes, String content, List<RulesetElement> children) {

    public RulesetElement {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /**
     * An attribute.
     *
     * @param name as written
     * @param value without its quotes
     */
    public record Attribute(String name, String value) {}

    /** Whether the element has this name, in whatever case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The name in lower case. */
    public String plainName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The value of an attribute; null when it is missing. */
    public @Nullable String attribute(String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equalsIgnoreCase(attributeName)) {
                return attribute.value();
            }
        }
        return null;
    }
}
