package io.github.canarysiem.wazuh.logtest.expression;

import java.util.ArrayList;
import java.util.List;

/** Reads an OS_Regex. Used once. */
final class OsRegexParser {
    private static final int TOO_LONG = 3;
    private static final int ESCAPE = 6;
    private static final int PARENTHESES = 7;

    private final String pattern;
    private final List<OsRegexAlternative> alternatives = new ArrayList<>();
    private List<OsRegexElement> elements = new ArrayList<>();
    private boolean anchoredAtStart;
    private boolean anchoredAtEnd;
    private boolean opens;
    private boolean inGroup;
    private boolean afterParenthesis;
    private boolean impossible;
    private int next;

    private OsRegexParser(String pattern) {
        this.pattern = pattern;
    }

    static List<OsRegexAlternative> parse(String pattern) throws ExpressionException {
        if (pattern.length() > OsRegex.LONGEST) {
            throw ExpressionException.refused(TOO_LONG, "the pattern is longer than " + OsRegex.LONGEST + " bytes");
        }
        return new OsRegexParser(pattern).parse();
    }

    private List<OsRegexAlternative> parse() throws ExpressionException {
        start();
        while (next < pattern.length()) {
            char c = pattern.charAt(next++);
            switch (c) {
                case '\\' -> escape();
                case '(', ')' -> parenthesis(c == '(');
                case '|' -> finish();
                case '$' -> dollar();
                default -> element(ByteClass.literal(c), false);
            }
        }
        finish();
        return List.copyOf(alternatives);
    }

    private void start() {
        elements = new ArrayList<>();
        anchoredAtStart = next < pattern.length() && pattern.charAt(next) == '^';
        anchoredAtEnd = false;
        opens = false;
        afterParenthesis = false;
        impossible = false;
        if (anchoredAtStart) {
            next++;
        }
    }

    private void finish() throws ExpressionException {
        if (inGroup) {
            throw ExpressionException.refused(PARENTHESES, "a parenthesis is open at the end of an alternative");
        }
        alternatives.add(new OsRegexAlternative(anchoredAtStart, anchoredAtEnd, impossible, List.copyOf(elements)));
        start();
    }

    private void dollar() {
        if (next == pattern.length() || pattern.charAt(next) == '|') {
            anchoredAtEnd = true;
        } else {
            element(ByteClass.literal('$'), false);
        }
    }

    private void escape() throws ExpressionException {
        ByteClass bytes = next < pattern.length() ? ByteClass.escape(pattern.charAt(next)) : null;
        if (bytes == null) {
            throw ExpressionException.refused(ESCAPE, "a backslash stands before a character that it cannot escape");
        }
        element(bytes, ByteClass.quantifiable(pattern.charAt(next++)));
    }

    private void element(ByteClass bytes, boolean quantifiable) {
        OsRegexElement.Quantifier quantifier = OsRegexElement.Quantifier.ONCE;
        if (quantifiable && next < pattern.length()) {
            char c = pattern.charAt(next);
            if (c == '+' || c == '*') {
                quantifier = c == '+' ? OsRegexElement.Quantifier.ONE_OR_MORE : OsRegexElement.Quantifier.ANY_NUMBER;
                next++;
            }
        }
        elements.add(new OsRegexElement(bytes, quantifier, quantifiable, opens, false));
        opens = false;
        afterParenthesis = false;
    }

    private void parenthesis(boolean opening) throws ExpressionException {
        if (opening == inGroup) {
            throw ExpressionException.refused(PARENTHESES, "parentheses nest or do not pair");
        }
        inGroup = opening;
        // The engine never matches a pattern in which two parentheses touch.
        impossible |= afterParenthesis;
        afterParenthesis = true;
        if (opening) {
            opens = true;
        } else if (!elements.isEmpty()) {
            OsRegexElement last = elements.remove(elements.size() - 1);
            elements.add(new OsRegexElement(last.bytes(), last.quantifier(), last.escaped(), last.opens(), true));
        }
    }
}
