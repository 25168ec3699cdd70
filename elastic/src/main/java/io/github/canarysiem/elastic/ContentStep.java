package io.github.canarysiem.elastic;

/**
 * What was done about one {@link ContentPart}.
 *
 * @param path where in the API
 * @param result what was done
 */
public record ContentStep(String path, Result result) {
    /** What can be done. */
    public enum Result {
        /** It was not there, and is now. */
        CREATED,
        /** It was there and says the same. */
        UNCHANGED,
        /** It was there, said something else, and was replaced. */
        REPLACED,
        /** The node has no such API: the plug-in is not installed. */
        UNSUPPORTED
    }
}
