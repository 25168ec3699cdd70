package io.github.canarysiem.wazuh.logtest.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a PCRE2 pattern as Java wants it. Groups lose their names, for Java allows fewer; classes become lists of bytes, for Java's nest
 * and intersect; {@code \b} becomes lookaround, for Java's knows letters beyond ASCII. Used once.
 */
final class Pcre2Translator {
    private static final int MOST_REPETITIONS = 65_535;

    private final Pcre2Reader in;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private final Deque<Group> open = new ArrayDeque<>();
    private final int groups;
    private int group;
    private Group current = new Group(false, false, false);
    private boolean repeatable;
    private int repetitions;
    private boolean refersBack;

    /** What holds inside a pair of parentheses: whether case matters not, whether blanks do not count, whether it looks behind. */
    private record Group(boolean caseless, boolean extended, boolean behind) {}

    Pcre2Translator(String pattern) throws ExpressionException {
        this.in = new Pcre2Reader(pattern);
        this.groups = Pcre2Reader.countGroups(pattern, names);
    }

    /** Whether a search may need more than a few looks at each byte. Asked after the translation. */
    boolean mayBacktrack() {
        return repetitions > 1 || refersBack;
    }

    String translate() throws ExpressionException {
        while (in.more()) {
            char c = in.next();
            if (current.extended && skipped(c)) {
                continue;
            }
            switch (c) {
                case '\\' -> escape();
                case '[' -> {
                    out.append(new Pcre2Class(in, current.caseless).translate());
                    repeatable = true;
                }
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '*', '+', '?', '{' -> quantifier(c);
                case '|' -> bare("|", false);
                case '.' -> bare(".", true);
                case '^', '$' -> bare(String.valueOf(c), true);
                default -> literal(c);
            }
        }
        if (!open.isEmpty()) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: a parenthesis is never closed");
        }
        return out.toString();
    }

    private boolean skipped(char c) {
        if (c == '#') {
            in.skipBeyond('\n');
            return true;
        }
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private void bare(String java, boolean mayRepeat) {
        out.append(java);
        repeatable = mayRepeat;
    }

    private void literal(char c) {
        out.append(Pcre2Class.written(c));
        repeatable = true;
    }

    private void escape() throws ExpressionException {
        if (in.quotes()) {
            for (char c : in.quoted().toCharArray()) {
                literal(c);
            }
            return;
        }
        char c = in.peek();
        if (c == 'g' || c == 'k' || (c >= '1' && c <= '9')) {
            Pcre2Reader.Reference reference = in.reference(group, groups, names);
            if (reference.octal()) {
                literal((char) reference.value());
            } else {
                refersBack = true;
                // The empty group keeps a digit that follows from becoming part of the number.
                bare("(?:\\" + reference.value() + ")", true);
            }
            return;
        }
        String type = Pcre2Escapes.outsideClass(c);
        if (type != null) {
            in.next();
            if (c == 'R' && current.behind) {
                throw ExpressionException.refused("PCRE2 refuses the pattern: a lookbehind has no fixed length");
            }
            bare(type, true);
        } else {
            literal(in.escapedCharacter());
        }
    }

    private void quantifier(char c) throws ExpressionException {
        String written = String.valueOf(c);
        boolean fixed = false;
        if (c == '{') {
            String bounds = in.bounds();
            if (bounds == null) {
                literal('{');
                return;
            }
            check(bounds);
            fixed = bounds.indexOf(',') < 0;
            written = "{" + bounds + "}";
        }
        if (!repeatable) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: a quantifier follows nothing that repeats");
        }
        if (current.behind && !fixed) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: a lookbehind has no fixed length");
        }
        repetitions++;
        bare(written + in.optional("?+"), false);
    }

    private static void check(String bounds) throws ExpressionException {
        int comma = bounds.indexOf(',');
        int least = number(comma < 0 ? bounds : bounds.substring(0, comma));
        int most = comma < 0 || comma == bounds.length() - 1 ? MOST_REPETITIONS : number(bounds.substring(comma + 1));
        if (least > MOST_REPETITIONS || most > MOST_REPETITIONS || least > most) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: the numbers of a quantifier are wrong");
        }
    }

    private static int number(String digits) {
        return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private void closeGroup() throws ExpressionException {
        if (open.isEmpty()) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: a parenthesis is never opened");
        }
        current = open.pop();
        bare(")", true);
    }

    private void openGroup() throws ExpressionException {
        if (in.accept("?#")) {
            in.skipBeyond(')');
            return;
        }
        if (in.looksLike("*")) {
            throw ExpressionException.notModelled("(*VERB)");
        }
        if (!in.accept("?")) {
            enter("(", current.behind);
            group++;
            return;
        }
        if (in.accept("P=")) {
            refersBack = true;
            bare("(?:\\" + in.named(names, ')') + ")", true);
        } else if (in.acceptsName()) {
            enter("(", current.behind);
            group++;
        } else if (in.accept("<=") || in.accept("<!")) {
            enter("(?" + in.previous(2), true);
        } else if (in.accept(":") || in.accept("=") || in.accept("!") || in.accept(">")) {
            enter("(?" + in.previous(1), current.behind);
        } else {
            options();
        }
    }

    private void enter(String java, boolean behind) {
        open.push(current);
        current = new Group(current.caseless, current.extended, behind);
        bare(java, false);
    }

    /** {@code (?i)}, {@code (?s-m:} and the like. */
    private void options() throws ExpressionException {
        boolean caseless = current.caseless;
        boolean extended = current.extended;
        StringBuilder java = new StringBuilder("(?");
        boolean on = true;
        while (true) {
            char c = in.peek();
            switch (c) {
                case 'i' -> caseless = on;
                case 'x' -> extended = on;
                case 's', 'm' -> {}
                case '-' -> on = false;
                case ')', ':' -> {
                    in.next();
                    finishOptions(java.append(c).toString(), new Group(caseless, extended, current.behind));
                    return;
                }
                case '<', '\'' ->
                    throw ExpressionException.refused("PCRE2 refuses the pattern: the name of a group is wrong");
                default -> throw ExpressionException.notModelled("group (?" + Pcre2Class.shown(c));
            }
            if (c != 'x') {
                java.append(c);
            }
            in.next();
        }
    }

    private void finishOptions(String java, Group inside) {
        String written = java.replace("(?-)", "").replace("(?)", "").replace("(?-:", "(?:");
        if (java.endsWith(":")) {
            open.push(current);
        }
        current = inside;
        bare(written, false);
    }
}
