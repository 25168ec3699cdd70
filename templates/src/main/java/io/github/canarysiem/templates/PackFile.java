package io.github.canarysiem.templates;

import org.jspecify.annotations.Nullable;

/**
 * One file that a pack makes.
 *
 * @param template the name of its template, for messages
 * @param text the template itself
 * @param output where it goes below the output folder, with forward slashes; a template as well
 * @param format its form
 * @param condition the expression under which it is made; null for always
 */
public record PackFile(
        String template,
        String text,
        String output,
        Format format,
        @Nullable String condition) {}
