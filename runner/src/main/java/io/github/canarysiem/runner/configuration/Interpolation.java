package io.github.canarysiem.runner.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a value refers to: <code>${NAME}</code> and <code>${NAME:-default}</code> from the environment,
 * <code>${file:/run/secrets/name}</code> from a file, without the newline at its end. <code>$${</code> stands for
 * <code>${</code>. What was filled in is not looked at again.
 */
final class Interpolation {
    private static final int LARGEST_FILE = 64 * 1024;
    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(:-(.*))?", Pattern.DOTALL);
    /** What looks like a variable's name by custom, and not like a password with a $ in it: such a name may be shown. */
    private static final Pattern CUSTOMARY = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

    private final Function<String, @Nullable String> environment;

    Interpolation(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** The value cannot be filled in; the message says why and holds no part of the value. */
    static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnresolvedException(String message) {
            super(message);
        }
    }

    /** Makes a text that {@link #resolve} turns back into the given one. */
    static String literally(String text) {
        return text.replace("${", "$${");
    }

    String resolve(String text) throws UnresolvedException {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                out.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new UnresolvedException("holds a ${ without its }; write $${ for a plain ${");
                }
                out.append(referredTo(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    private String referredTo(String reference) throws UnresolvedException {
        if (reference.startsWith(FILE)) {
            return contentOf(reference.substring(FILE.length()));
        }
        Matcher matcher = VARIABLE.matcher(reference);
        if (!matcher.matches()) {
            throw new UnresolvedException(
                    "holds a ${ that is neither ${NAME}, ${NAME:-default} nor ${file:/path}; write $${ for a plain ${");
        }
        String name = matcher.group(1);
        String found = environment.apply(name);
        if (found != null) {
            return found;
        }
        if (matcher.group(2) != null) {
            return matcher.group(3);
        }
        String shown = CUSTOMARY.matcher(name).matches() ? " " + name : "";
        throw new UnresolvedException(
                "needs the environment variable" + shown + ", which is not set; set it, or write ${NAME:-default}");
    }

    private static String contentOf(String name) throws UnresolvedException {
        try (InputStream file = Files.newInputStream(Path.of(name))) {
            byte[] bytes = file.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new UnresolvedException("refers to a file that is larger than 64 KiB; that is no setting");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new UnresolvedException("refers to a file that is not text in UTF-8");
        } catch (NoSuchFileException e) {
            throw new UnresolvedException("refers to a file that does not exist");
        } catch (IOException | InvalidPathException e) {
            throw new UnresolvedException("refers to a file that cannot be read; look at its name and permissions");
        }
    }
}
