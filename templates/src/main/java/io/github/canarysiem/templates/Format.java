package io.github.canarysiem.templates;

import java.util.Locale;
import java.util.Optional;

/**
 * The form of a generated file: how a value is written into it, and how a comment is.
 *
 * <p>A value is written so that the file's reader gets exactly the value, or it is refused. {@link #JSON}, {@link #YAML} and
 * {@link #HCL} values are whole literals, texts with their quotes; {@link #SHELL} values are whole words; all others stand for
 * text.
 */
public enum Format {
    /** Wazuh's own dialect of XML, which decodes no entities. */
    WAZUH_XML("<!--", "-->", Escapes::wazuhXml),
    /** XML 1.0. */
    XML("<!--", "-->", Escapes::xml),
    /** JSON has no comments: such files have no header. */
    JSON("", "", Escapes::json),
    /** YAML 1.2. */
    YAML("# ", "", Escapes::json),
    /** Terraform's language. */
    HCL("# ", "", Escapes::hcl),
    /** A POSIX shell script. */
    SHELL("# ", "", Escapes::shell),
    /** Lines of {@code name = value}; also the test files of Wazuh. */
    INI("; ", "", Escapes::line),
    /** Settings of Splunk, Java properties and the like. */
    CONF("# ", "", Escapes::line),
    /** Units of systemd. */
    SYSTEMD("# ", "", Escapes::systemd),
    /** Markdown; values belong into code spans. */
    MARKDOWN("<!--", "-->", Escapes::markdown),
    /** Plain text. */
    TEXT("# ", "", Escapes::line);

    private final String commentBegin;
    private final String commentEnd;

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final Escapes.Escape escape;

    Format(String commentBegin, String commentEnd, Escapes.Escape escape) {
        this.commentBegin = commentBegin;
        this.commentEnd = commentEnd;
        this.escape = escape;
    }

    /** Its name in a manifest, such as {@code wazuh-xml}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A value as it stands in a file of this format.
     *
     * @param value a text, number or flag; for JSON, YAML and HCL also a list or map of these
     * @throws IllegalArgumentException if the format cannot carry it, with the reason and never the value
     */
    public String written(Object value) {
        return escape.apply(value);
    }

    /** These lines as a comment with a line break at its end; empty if the format has no comments. */
    Optional<String> comment(Iterable<String> lines) {
        if (commentBegin.isEmpty()) {
            return Optional.empty();
        }
        if (commentEnd.isEmpty()) {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(commentBegin).append(line).append('\n'));
            return Optional.of(text.toString());
        }
        return Optional.of(commentBegin + " " + String.join("\n     ", lines) + " " + commentEnd + "\n");
    }
}
