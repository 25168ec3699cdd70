package io.github.canarysiem.wazuh.logtest.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of {@code <var name="NAME">} in the place of {@code $NAME}, in texts and attributes.
 *
 * <p>A file without variables keeps every dollar sign. In a file with variables each {@code $} before a letter, digit or underscore must
 * name one; other dollar signs stay.
 */
public final class Variables {
    private final Map<String, String> values = new HashMap<>();

    private Variables() {}

    /**
     * Applies a file's own variables.
     *
     * @return the elements but for the variables
     * @throws UnknownVariableException when a name is not defined
     */
    public static List<RulesetElement> apply(List<RulesetElement> elements) throws UnknownVariableException {
        Variables variables = new Variables();
        List<RulesetElement> others = new ArrayList<>();
        for (RulesetElement element : elements) {
            String name = element.is("var") ? element.attribute("name") : null;
            if (name == null) {
                others.add(element);
            } else {
                variables.values.put(name, element.content());
            }
        }
        return variables.values.isEmpty() ? others : variables.in(others);
    }

    private List<RulesetElement> in(List<RulesetElement> elements) throws UnknownVariableException {
        List<RulesetElement> replaced = new ArrayList<>(elements.size());
        for (RulesetElement element : elements) {
            List<RulesetElement.Attribute> attributes = new ArrayList<>();
            for (RulesetElement.Attribute attribute : element.attributes()) {
                attributes.add(new RulesetElement.Attribute(attribute.name(), in(attribute.value())));
            }
            replaced.add(new RulesetElement(element.name(), attributes, in(element.content()), in(element.children())));
        }
        return replaced;
    }

    private String in(String text) throws UnknownVariableException {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '$' ? endOfName(text, at + 1) : at;
            if (end > at + 1) {
                replaced.append(value(text.substring(at + 1, end)));
                at = end;
            } else {
                replaced.append(text.charAt(at++));
            }
        }
        return replaced.toString();
    }

    private String value(String name) throws UnknownVariableException {
        @Nullable String value = values.get(name);
        if (value == null) {
            throw new UnknownVariableException(name);
        }
        return value;
    }

    private static int endOfName(String text, int from) {
        int end = from;
        while (end < text.length() && isPartOfName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfName(char character) {
        return character == '_' || (character < 0x80 && Character.isLetterOrDigit(character));
    }
}
