package io.github.canarysiem.wazuh.logtest.expression;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a PCRE2 pattern piece by piece. Not thread-safe. */
final class Pcre2Reader {
    private static final Pattern BOUNDS = Pattern.compile("(\\d+(?:,\\d*)?)}");
    private static final Pattern POSIX = Pattern.compile("([:.=])([^\\\\\\]:]*)\\1]");
    private static final Pattern NAME = Pattern.compile("(?:P?<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
    private static final Pattern NUMBERED = Pattern.compile("g(?:\\{([-+]?\\d+)}|([-+]?\\d+))");
    private static final Pattern NAMED = Pattern.compile("(?:g\\{|k\\{|k<|k')([A-Za-z_]\\w*)[}>']");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,3}");
    private static final Pattern HEX = Pattern.compile("x(?:\\{([0-9A-Fa-f]+)}|([0-9A-Fa-f]{0,2}))");
    private static final Pattern BRACED_OCTAL = Pattern.compile("o\\{([0-7]+)}");

    private final String pattern;
    private int next;

    Pcre2Reader(String pattern) {
        this.pattern = pattern;
    }

    /**
     * A back reference, or what looks like one.
     *
     * @param value the number of the group, or the character
     */
    record Reference(int value, boolean octal) {}

    /** How many groups the pattern has; fills in their names. */
    static int countGroups(String pattern, Map<String, Integer> names) throws ExpressionException {
        Pcre2Reader reader = new Pcre2Reader(pattern);
        int groups = 0;
        while (reader.more()) {
            char c = reader.next();
            if (c == '\\' && reader.more()) {
                if (reader.quotes()) {
                    reader.quoted();
                } else {
                    reader.next();
                }
            } else if (c == '[') {
                new Pcre2Class(reader, false).translate();
            } else if (c == '(' && reader.accept("?#")) {
                reader.skipBeyond(')');
            } else if (c == '(' && !reader.accept("?")) {
                groups += reader.looksLike("*") ? 0 : 1;
            } else if (c == '(') {
                String name = reader.groupName();
                if (name != null && names.put(name, ++groups) != null) {
                    throw ExpressionException.refused("PCRE2 refuses the pattern: two groups have the same name");
                }
            }
        }
        return groups;
    }

    boolean more() {
        return next < pattern.length();
    }

    char next() throws ExpressionException {
        char c = peek();
        next++;
        return c;
    }

    char peek() throws ExpressionException {
        if (!more()) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: it ends too early");
        }
        return pattern.charAt(next);
    }

    boolean looksLike(String text) {
        return pattern.startsWith(text, next);
    }

    boolean accept(String text) {
        boolean there = looksLike(text);
        next += there ? text.length() : 0;
        return there;
    }

    /** The next character when it is one of these; otherwise nothing. */
    String optional(String characters) {
        return more() && characters.indexOf(pattern.charAt(next)) >= 0 ? String.valueOf(pattern.charAt(next++)) : "";
    }

    String previous(int length) {
        return pattern.substring(next - length, next);
    }

    void skip(int length) {
        next += length;
    }

    void skipBeyond(char end) {
        int at = pattern.indexOf(end, next);
        next = at < 0 ? pattern.length() : at + 1;
    }

    /** Whether {@code Q} or {@code E} follows a backslash. */
    boolean quotes() {
        return looksLike("Q") || looksLike("E");
    }

    /** What stands up to the next {@code \E}; nothing for an {@code \E} alone. */
    String quoted() {
        if (accept("E")) {
            return "";
        }
        int end = pattern.indexOf("\\E", ++next);
        String text = pattern.substring(next, end < 0 ? pattern.length() : end);
        next = end < 0 ? pattern.length() : end + 2;
        return text;
    }

    /** What a quantifier in braces says, after its brace; null when the brace is a literal. */
    @Nullable
    String bounds() {
        Matcher matcher = at(BOUNDS);
        return matcher == null ? null : matcher.group(1);
    }

    /** The name of a POSIX class whose bracket was just read; nothing is consumed. */
    @Nullable
    String posixName() throws ExpressionException {
        int start = next;
        Matcher matcher = at(POSIX);
        next = start;
        if (matcher != null && !":".equals(matcher.group(1))) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: it has no collating elements");
        }
        return matcher == null ? null : matcher.group(2);
    }

    /** Consumes the name of a group, if there is one. */
    boolean acceptsName() {
        return groupName() != null;
    }

    private @Nullable String groupName() {
        Matcher matcher = at(NAME);
        return matcher == null ? null : matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    /** The number of the group whose name stands before this character. */
    int named(Map<String, Integer> names, char end) throws ExpressionException {
        int at = pattern.indexOf(end, next);
        String name = pattern.substring(next, Math.max(at, next));
        next = at + 1;
        return known(names.get(name));
    }

    /** A reference after its backslash. */
    Reference reference(int opened, int groups, Map<String, Integer> names) throws ExpressionException {
        Matcher named = at(NAMED);
        if (named != null) {
            return new Reference(known(names.get(named.group(1))), false);
        }
        Matcher numbered = at(NUMBERED);
        if (numbered != null) {
            String number = numbered.group(1) != null ? numbered.group(1) : numbered.group(2);
            int value = Integer.parseInt(number);
            return new Reference(existing(number.startsWith("-") ? opened + 1 + value : value, groups), false);
        }
        int start = next;
        Matcher digits = at(DIGITS);
        if (digits == null) {
            throw ExpressionException.notModelled("\\" + Pcre2Class.shown(peek()) + " in this form");
        }
        int value = digits.group().length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits.group());
        if (value < 10 || value <= groups) {
            return new Reference(existing(value, groups), false);
        }
        next = start;
        return new Reference(octal(), true);
    }

    private static int known(@Nullable Integer group) throws ExpressionException {
        if (group == null) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: it refers to a group that is not there");
        }
        return group;
    }

    private static int existing(int group, int groups) throws ExpressionException {
        return known(group < 1 || group > groups ? null : group);
    }

    private char octal() throws ExpressionException {
        Matcher matcher = at(OCTAL);
        if (matcher == null) {
            return next();
        }
        return byteOf(Integer.parseInt(matcher.group(), 8));
    }

    char escapedCharacterInClass() throws ExpressionException {
        char c = peek();
        if (c == 'b') {
            next++;
            return '\b';
        }
        return c >= '1' && c <= '9' ? octal() : escapedCharacter();
    }

    /** The character that an escape stands for, after its backslash. */
    char escapedCharacter() throws ExpressionException {
        char c = peek();
        Matcher hex = at(HEX);
        if (hex != null) {
            String digits = hex.group(1) != null ? hex.group(1) : hex.group(2);
            return byteOf(digits.isEmpty() ? 0 : digits.length() > 6 ? 0x100 : Integer.parseInt(digits, 16));
        }
        Matcher braced = at(BRACED_OCTAL);
        if (braced != null) {
            return byteOf(braced.group(1).length() > 6 ? 0x100 : Integer.parseInt(braced.group(1), 8));
        }
        if (c == '0') {
            return octal();
        }
        next++;
        return switch (c) {
            case 'a' -> '\u0007';
            case 'e' -> '\u001b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'c' -> (char) (Bytes.upperCase(next()) ^ 0x40);
            default -> itself(c);
        };
    }

    private static char itself(char c) throws ExpressionException {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: it knows no escape \\" + c);
        }
        return c;
    }

    private static char byteOf(int value) throws ExpressionException {
        if (value > 0xff) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: a character is larger than a byte");
        }
        return (char) value;
    }

    private @Nullable Matcher at(Pattern what) {
        Matcher matcher = what.matcher(pattern).region(next, pattern.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        next = matcher.end();
        return matcher;
    }
}
