package io.github.canarysiem.templates;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Templates that belong together, with the parameters they take.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name in lower case with dashes
 * @param description one sentence
 * @param origin where it came from: {@code bundled}, or a folder
 * @param parameters what a user may choose, in the order of the manifest
 * @param files what it makes, in the order of the manifest
 * @param proof the proof that its output has to pass before it is written, such as {@code wazuh}; null for none
 */
public record Pack(
        String name,
        String description,
        String origin,
        List<Parameter> parameters,
        List<PackFile> files,
        @Nullable String proof) {
    /** Copies the lists. */
    public Pack {
        parameters = List.copyOf(parameters);
        files = List.copyOf(files);
    }

    /** The parameter of this name. */
    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .findFirst();
    }
}
