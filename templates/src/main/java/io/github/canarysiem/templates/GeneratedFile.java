package io.github.canarysiem.templates;

/**
 * A file that is ready to be written.
 *
 * @param path where it goes below the output folder, with forward slashes
 * @param text what it holds
 * @param secret whether a secret is in it, so that only its owner may read it
 */
public record GeneratedFile(String path, String text, boolean secret) {
    /** Keeps the text out of logs. */
    @Override
    public String toString() {
        return path;
    }
}
