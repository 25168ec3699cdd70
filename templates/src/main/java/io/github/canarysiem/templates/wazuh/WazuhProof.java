package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Proof;
import io.github.canarysiem.wazuh.WazuhField;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The proof of packs for Wazuh: its fields are those that exist, and it does in the engine what its tests say. */
public final class WazuhProof implements Proof {
    /** Made by the service loader. */
    public WazuhProof() {}

    @Override
    public String name() {
        return "wazuh";
    }

    /** {@code samples}: lines by name; {@code wazuh_fields}: path, pattern (of PCRE2) and type of each field of a line. */
    @Override
    public Map<String, Object> variables() {
        List<Map<String, String>> fields = Arrays.stream(WazuhField.values())
                .map(field -> Map.of(
                        "path",
                        field.path(),
                        "pattern",
                        field.path().replace(".", "\\."),
                        "type",
                        field.type().name()))
                .toList();
        return Map.of("samples", SampleLines.byName(), "wazuh_fields", fields);
    }

    @Override
    public List<String> show(List<GeneratedFile> files, List<Path> against) throws GenerationException {
        new FieldLint(files).check();
        return List.of();
    }
}
