package io.github.canarysiem.wazuh.logtest.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OS_Match: alternatives of plain text, each tied to the start ({@code ^}), the end ({@code $}), both or neither, ASCII letters of
 * either case alike. A leading {@code !} turns the verdict of the whole around. There is no escape character.
 */
final class OsMatch implements Expression {
    private final boolean negated;
    private final List<Alternative> alternatives;

    private OsMatch(boolean negated, List<Alternative> alternatives) {
        this.negated = negated;
        this.alternatives = alternatives;
    }

    static OsMatch compile(String pattern) throws ExpressionException {
        if (pattern.length() > OsRegex.LONGEST) {
            throw ExpressionException.refused(3, "the pattern is longer than " + OsRegex.LONGEST + " bytes");
        }
        boolean negated = pattern.startsWith("!");
        List<Alternative> alternatives = new ArrayList<>();
        for (String text : pattern.substring(negated ? 1 : 0).split("\\|", -1)) {
            alternatives.add(Alternative.of(text));
        }
        return new OsMatch(negated, List.copyOf(alternatives));
    }

    @Override
    public @Nullable Match match(String text, int from) {
        return matches(text, from) ? Match.of(text, from, from - 1, List.of()) : null;
    }

    @Override
    public boolean matches(String text, int from) {
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).matches(text, from)) {
                return !negated;
            }
        }
        return negated;
    }

    private enum Place {
        ANYWHERE,
        START,
        END,
        WHOLE
    }

    /**
     * One alternative.
     *
     * @param folded the text in lower case
     * @param never a byte beyond ASCII never equals itself, except at an anchor
     */
    private record Alternative(String folded, Place place, boolean never) {
        static Alternative of(String text) {
            // Alone, either anchor is always there; together they ask for the empty text.
            boolean start = text.startsWith("^");
            boolean end = text.endsWith("$");
            Place place = start ? (end ? Place.WHOLE : Place.START) : end ? Place.END : Place.ANYWHERE;
            String bare = text.substring(start ? 1 : 0, text.length() - (end ? 1 : 0));
            boolean foreign = bare.chars().anyMatch(c -> c >= 0x80);
            return new Alternative(Bytes.lowerCase(bare), place, foreign && place == Place.ANYWHERE);
        }

        boolean matches(String text, int from) {
            int length = text.length() - from;
            return switch (place) {
                case START -> Bytes.sameAt(text, from, folded);
                case END -> length >= folded.length() && Bytes.sameAt(text, text.length() - folded.length(), folded);
                case WHOLE -> length == folded.length() && Bytes.sameAt(text, from, folded);
                case ANYWHERE -> !never && Bytes.contains(text, from, folded);
            };
        }
    }
}
