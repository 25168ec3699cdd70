package io.github.canarysiem.source.canarytokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Bounds what is passed on and takes out what would give somebody's access away. Control characters and such are none of its
 * business: the writers of each output escape them.
 *
 * @param redacts whether credentials are taken out
 */
public record Cleaner(boolean redacts) {
    /** Longer texts are cut. */
    static final int TEXT = 64 << 10;
    /** Longer lists are cut. */
    static final int LIST = 1_000;
    /** What stands for a credential. */
    static final String REDACTED = "[redacted]";

    private static final Set<String> CREDENTIAL_HEADERS = Set.of(
            "cookie",
            "set-cookie",
            "authorization",
            "proxy-authorization",
            "x-api-key",
            "api-key",
            "x-auth-token",
            "x-access-token",
            "x-csrf-token",
            "x-xsrf-token",
            "x-amz-security-token",
            "x-vault-token");

    // The manage page of a token: with it, anybody can read its hits and delete it.
    private static final Pattern MANAGE_KEY = Pattern.compile("(?i)(\\bauth=)[0-9a-f]{32}(?![0-9a-f])");

    /** The text, bounded and without the key of a manage page. */
    public String text(String text) {
        String bounded = text.length() <= TEXT ? text : cut(text);
        return redacts && bounded.contains("=") ? MANAGE_KEY.matcher(bounded).replaceAll("$1" + REDACTED) : bounded;
    }

    /** The values of a header. */
    List<String> header(String name, List<String> values) {
        if (redacts
                && CREDENTIAL_HEADERS.contains(
                        name.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
            return List.of(REDACTED);
        }
        return texts(values);
    }

    /** The texts, bounded in number and each in length. */
    public List<String> texts(List<String> texts) {
        List<String> clean = new ArrayList<>(Math.min(texts.size(), LIST + 1));
        for (String text : texts) {
            if (clean.size() == LIST) {
                clean.add("[cut: " + (texts.size() - LIST) + " more]");
                break;
            }
            clean.add(text(text));
        }
        return clean;
    }

    private static String cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT;
        return text.substring(0, end) + "[cut: " + (text.length() - end) + " more characters]";
    }
}
