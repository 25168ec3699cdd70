package io.github.canarysiem.templates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a pack lets its user choose.
 *
 * @param name in lower case with dashes; templates see it with underscores
 * @param kind what its values are
 * @param meaning one sentence for the user
 * @param standard the value unless another is given, in the form in which it is given; null if it may stay unset
 * @param required whether it has to be given
 * @param secret whether its value is kept out of headers and lists
 * @param least the least of an integer, or the fewest entries of a list
 * @param most the most of an integer, the longest text in characters, or the most entries of a list
 * @param choices the words that a choice, or a list of choices, is made of; else empty
 */
public record Parameter(
        String name,
        ParameterKind kind,
        String meaning,
        @Nullable String standard,
        boolean required,
        boolean secret,
        int least,
        int most,
        List<String> choices) {
    /** Copies the choices. */
    public Parameter {
        choices = List.copyOf(choices);
    }

    /** Its name in templates. */
    public String variable() {
        return name.replace('-', '_');
    }

    /**
     * A given value as templates see it: a text, a number, a flag or a list of texts.
     *
     * @throws GenerationException if it is not one of this kind; the message names this parameter, not the value
     */
    public Object value(String given) throws GenerationException {
        try {
            return kind.parse(given, this);
        } catch (IllegalArgumentException e) {
            throw new GenerationException("parameter " + name + " " + e.getMessage(), e);
        }
    }
}
