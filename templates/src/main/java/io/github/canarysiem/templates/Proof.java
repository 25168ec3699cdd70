package io.github.canarysiem.templates;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Shows that what a pack made does what it is for, before it is written. Found by {@link java.util.ServiceLoader}; a manifest
 * names it. Thread-safe.
 */
public interface Proof {
    /** Its name in manifests. */
    String name();

    /** What templates of such a pack see beside their parameters: texts, numbers, flags, lists and maps of these. */
    Map<String, Object> variables();

    /**
     * Tries the files.
     *
     * @param files all that the pack made
     * @param against folders of content that the files will lie beside; may be empty
     * @return what was shown, one line each
     * @throws GenerationException with everything that is wrong
     */
    List<String> show(List<GeneratedFile> files, List<Path> against) throws GenerationException;
}
