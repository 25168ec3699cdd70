package io.github.canarysiem.templates;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a pack made: rendered and proved, not yet written.
 *
 * @param pack which pack
 * @param files in the order of its manifest
 * @param proof what the proof has shown, one line each; empty if the pack has none
 */
public record Generated(Pack pack, List<GeneratedFile> files, List<String> proof) {
    /** Copies the lists. */
    public Generated {
        files = List.copyOf(files);
        proof = List.copyOf(proof);
    }

    /**
     * Writes all files below a folder, or none.
     *
     * @param folder is made if it is not there
     * @param force whether files that are there are replaced
     * @throws GenerationException if a file is there already, or a symbolic link is in the way
     * @throws IOException if the disk refuses; then everything is as it was
     */
    public void writeTo(Path folder, boolean force) throws IOException, GenerationException {
        new OutputFolder(folder).write(files, force);
    }
}
