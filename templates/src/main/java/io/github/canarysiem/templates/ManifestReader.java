package io.github.canarysiem.templates;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the manifest of a pack:
 *
 * <pre>
 * description: one sentence
 * proof: wazuh                      # optional: what the output has to pass
 * parameters:
 *   - { name: first-id, kind: integer, least: 1, most: 9, default: 5, meaning: one sentence }
 * files:
 *   - { template: x.jinja, output: etc/x.xml, format: wazuh-xml, when: "'x' in forms" }
 * </pre>
 *
 * <p>Kinds are those of {@link ParameterKind}, formats those of {@link Format}. A parameter may have {@code required},
 * {@code secret}, {@code choices}, {@code least} and {@code most}.
 */
final class ManifestReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int LONGEST_TEXT = 1_000;

    private final String name;
    private final String origin;
    private final Shelf shelf;

    /** Where a pack's files lie. */
    interface Shelf {
        /** The text of a file in UTF-8, by its name in the pack. */
        String text(String file) throws IOException;
    }

    ManifestReader(String name, String origin, Shelf shelf) {
        this.name = name;
        this.origin = origin;
        this.shelf = shelf;
    }

    Pack pack() throws IOException, GenerationException {
        Manifest manifest = manifest();
        if (!ParameterKind.isWord(name)) {
            throw fault("the pack's folder is not named in lower case with dashes: rename it");
        }
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ParameterEntry entry : entries(manifest.parameters())) {
            Parameter parameter = parameter(entry);
            if (!names.add(parameter.name())) {
                throw fault("parameter " + parameter.name() + " is there twice: rename one");
            }
            parameters.add(parameter);
        }
        List<PackFile> files = new ArrayList<>();
        for (FileEntry entry : entries(manifest.files())) {
            files.add(file(entry));
        }
        if (files.isEmpty()) {
            throw fault("it makes no files: name them under files");
        }
        return new Pack(
                name, present(manifest.description(), "description"), origin, parameters, files, manifest.proof());
    }

    private Manifest manifest() throws IOException, GenerationException {
        try {
            return Objects.requireNonNullElse(
                    YAML.readValue(shelf.text(Packs.MANIFEST), Manifest.class), new Manifest(null, null, null, null));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new GenerationException(where() + ":" + line + ": " + reason(e), e);
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown && unknown.getKnownPropertyIds() != null) {
            String name = unknown.getPropertyName();
            return Text.printable(name) + " "
                    + Packs.nearest(
                            name,
                            unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList());
        }
        return "cannot be read: " + Text.printable(first(e.getOriginalMessage()));
    }

    private Parameter parameter(ParameterEntry entry) throws GenerationException {
        String label = present(entry.name(), "parameters.name");
        if (!ParameterKind.isWord(label) || Character.isDigit(label.charAt(0))) {
            throw fault("a parameter is not named in lower case with dashes, beginning with a letter: rename it");
        }
        ParameterKind kind =
                named(ParameterKind.values(), ParameterKind::code, entry.kind(), "kind of parameter " + label);
        boolean bounded = kind == ParameterKind.INTEGER || kind == ParameterKind.DURATION;
        Parameter parameter = new Parameter(
                label,
                kind,
                present(entry.meaning(), "meaning of parameter " + label),
                entry.standard(),
                Boolean.TRUE.equals(entry.required()),
                Boolean.TRUE.equals(entry.secret()),
                Objects.requireNonNullElse(entry.least(), 0),
                Objects.requireNonNullElse(entry.most(), bounded ? Integer.MAX_VALUE : LONGEST_TEXT),
                Objects.requireNonNullElse(entry.choices(), List.of()));
        if (parameter.standard() != null) {
            parameter.value(parameter.standard());
        }
        return parameter;
    }

    private PackFile file(FileEntry entry) throws IOException, GenerationException {
        String template = present(entry.template(), "files.template");
        Format format = named(Format.values(), Format::code, entry.format(), "format of file " + template);
        return new PackFile(
                name + "/" + template,
                shelf.text(template),
                present(entry.output(), "output of " + template),
                format,
                entry.when());
    }

    private <T> T named(T[] all, Function<T, String> code, @Nullable String text, String what)
            throws GenerationException {
        String wanted = present(text, what);
        for (T one : all) {
            if (code.apply(one).equals(wanted)) {
                return one;
            }
        }
        throw fault(
                what + " " + Packs.nearest(wanted, Arrays.stream(all).map(code).toList()));
    }

    private String present(@Nullable String text, String what) throws GenerationException {
        if (text == null || text.isBlank()) {
            throw fault(what + " is missing: add it");
        }
        return text;
    }

    private GenerationException fault(String message) {
        return new GenerationException(where() + ": " + message);
    }

    private String where() {
        return (origin.equals("bundled") ? "bundled pack " + name : origin) + "/" + Packs.MANIFEST;
    }

    private static String first(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static <T> List<T> entries(@Nullable List<T> entries) {
        return entries == null ? List.of() : entries;
    }

    private record Manifest(
            @Nullable String description,
            @Nullable String proof,
            @Nullable List<ParameterEntry> parameters,
            @Nullable List<FileEntry> files) {}

    private record ParameterEntry(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String meaning,
            @JsonProperty("default") @Nullable String standard,
            @Nullable Boolean required,
            @Nullable Boolean secret,
            @Nullable Integer least,
            @Nullable Integer most,
            @Nullable List<String> choices) {}

    private record FileEntry(
            @Nullable String template,
            @Nullable String output,
            @Nullable String format,
            @Nullable String when) {}
}
