package io.github.canarysiem.wazuh.logtest.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * PCRE2 10.42 without UTF, on {@link Pattern} over one character for each byte. What the two write differently is translated by {@link
 * Pcre2Translator}, what Java lacks is refused by name.
 *
 * <p>A search that looks at the text too often is given up, as PCRE2 gives up at its match limit; one that nests too deeply for this
 * thread's stack is repeated on a larger one.
 */
final class Pcre2 implements Expression {
    /** Looks at the text before a search is given up; PCRE2's own limit is 10,000,000 steps. */
    private static final int MOST_LOOKS = 20_000_000;

    private static final long LARGE_STACK = 1L << 29;

    private final Pattern pattern;
    private final boolean bounded;

    private Pcre2(Pattern pattern, boolean bounded) {
        this.pattern = pattern;
        this.bounded = bounded;
    }

    static Pcre2 compile(String pattern) throws ExpressionException {
        Pcre2Translator translator = new Pcre2Translator(pattern);
        String translated = translator.translate();
        try {
            return new Pcre2(Pattern.compile(translated, Pattern.UNIX_LINES), translator.mayBacktrack());
        } catch (PatternSyntaxException e) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: " + e.getDescription());
        } catch (StackOverflowError e) {
            throw ExpressionException.notModelled("nesting as deep as this pattern's");
        }
    }

    @Override
    public @Nullable Match match(String text, int from) {
        Matcher matcher = matcher(text, from);
        if (!find(matcher)) {
            return null;
        }
        int set = matcher.groupCount();
        while (set > 0 && matcher.start(set) < 0) {
            set--;
        }
        List<String> groups = new ArrayList<>(set);
        for (int i = 1; i <= set; i++) {
            groups.add(matcher.start(i) < 0 ? "" : text.substring(matcher.start(i), matcher.end(i)));
        }
        return Match.of(text, from, matcher.end() - 1, groups);
    }

    @Override
    public boolean matches(String text, int from) {
        return find(matcher(text, from));
    }

    private Matcher matcher(String text, int from) {
        CharSequence input = bounded ? new CountedText(text, 0, text.length(), new Looks()) : text;
        return pattern.matcher(input).region(from, text.length());
    }

    private static boolean find(Matcher matcher) {
        int from = matcher.regionStart();
        int to = matcher.regionEnd();
        try {
            return matcher.find();
        } catch (StackOverflowError e) {
            matcher.reset().region(from, to);
            return findOnLargeStack(matcher);
        }
    }

    private static boolean findOnLargeStack(Matcher matcher) {
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        outcome.set(matcher.find());
                    } catch (ExpressionLimitException e) {
                        outcome.set(e);
                    } catch (StackOverflowError e) {
                        outcome.set(new ExpressionLimitException("a PCRE2 search nests deeper than the stack allows"));
                    }
                },
                "deep PCRE2 search",
                LARGE_STACK);
        thread.start();
        join(thread);
        if (outcome.get() instanceof Boolean found) {
            return found;
        }
        throw new ExpressionLimitException(
                "a PCRE2 search was given up: it nests too deeply or looks at the text too often");
    }

    /** The search is bounded in steps, so it ends; an interrupt is kept for later. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A text that counts how often it is looked at.
     *
     * @param looks shared with its parts
     */
    private record CountedText(String text, int from, int to, Looks looks) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            looks.count();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text, from + start, from + end, looks);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }

    /** How many looks are left. */
    private static final class Looks {
        private int left = MOST_LOOKS;

        void count() {
            if (--left < 0) {
                throw new ExpressionLimitException("a PCRE2 search was given up: it looks at the text too often");
            }
        }
    }
}
