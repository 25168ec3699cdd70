package io.github.canarysiem.wazuh.logtest.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** PCRE2 without UTF, on {@link Pattern} over one character for each byte. */
final class Pcre2 implements Expression {
    private final Pattern pattern;

    private Pcre2(Pattern pattern) {
        this.pattern = pattern;
    }

    static Pcre2 compile(String pattern) throws ExpressionException {
        try {
            return new Pcre2(Pattern.compile(pattern, Pattern.UNIX_LINES));
        } catch (PatternSyntaxException e) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: " + e.getDescription());
        }
    }

    @Override
    public @Nullable Match match(String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        if (!matcher.find()) {
            return null;
        }
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? "" : group);
        }
        return Match.of(text, from, matcher.end() - 1, groups);
    }

    @Override
    public boolean matches(String text, int from) {
        return pattern.matcher(text).region(from, text.length()).find();
    }
}
