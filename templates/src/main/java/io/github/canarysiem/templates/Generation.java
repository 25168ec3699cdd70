package io.github.canarysiem.templates;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One use of a pack: which parameters are set, and what it is proved against. The same settings give the same files, byte for byte.
 *
 * <p>Not thread-safe.
 */
public final class Generation {
    private static final Duration LONGEST_RENDERING = Duration.ofSeconds(5);
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,120}");

    private final Pack pack;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<Path> against = new ArrayList<>();

    private Generation(Pack pack) {
        this.pack = pack;
    }

    /** A use with nothing set. */
    public static Generation of(Pack pack) {
        return new Generation(pack);
    }

    /** Sets a parameter, in the form in which a user writes it; the last one counts. */
    public Generation set(String parameter, String value) {
        given.put(parameter, value);
        return this;
    }

    /** Sets several parameters. */
    public Generation set(Map<String, String> values) {
        given.putAll(values);
        return this;
    }

    /** Proves the files beside the content of this folder, too. */
    public Generation against(Path folder) {
        against.add(folder);
        return this;
    }

    /**
     * Renders all files and proves them. Nothing is written.
     *
     * @throws GenerationException naming every bad parameter, the fault of a template, or what the proof found
     */
    public Generated generate() throws GenerationException {
        Optional<Proof> proof = proof();
        Map<String, Object> values = values();
        proof.ifPresent(found -> values.putAll(found.variables()));
        List<GeneratedFile> files = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        Renderer renderer = new Renderer(LONGEST_RENDERING);
        for (PackFile file : pack.files()) {
            if (file.condition() == null || renderer.holds(file.template() + ", when", file.condition(), values)) {
                GeneratedFile generated = rendered(renderer, file, values);
                if (!paths.add(generated.path())) {
                    throw new GenerationException(file.template() + ": another file has its output name: rename one");
                }
                files.add(generated);
            }
        }
        return new Generated(
                pack, files, proof.isEmpty() ? List.of() : proof.get().show(files, against));
    }

    private Optional<Proof> proof() throws GenerationException {
        if (pack.proof() == null) {
            if (!against.isEmpty()) {
                throw new WrongChoiceException(List.of("pack " + pack.name() + " has no proof: leave out --against"));
            }
            return Optional.empty();
        }
        List<Proof> proofs = ServiceLoader.load(Proof.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        Optional<Proof> found = proofs.stream()
                .filter(proof -> proof.name().equals(pack.proof()))
                .findFirst();
        if (found.isEmpty()) {
            throw new GenerationException("pack " + pack.name() + ": its proof "
                    + Packs.nearest(
                            pack.proof(), proofs.stream().map(Proof::name).toList()));
        }
        return found;
    }

    private GeneratedFile rendered(Renderer renderer, PackFile file, Map<String, Object> values)
            throws GenerationException {
        String path = renderer.render(file.template() + ", output", file.output(), values, Format.TEXT);
        for (String name : path.split("/", -1)) {
            if (!NAME.matcher(name).matches()) {
                throw new GenerationException(
                        file.template()
                                + ": its output name is no relative path of letters, digits, dots, dashes and underscores: mend it");
            }
        }
        String text = renderer.render(file.template(), file.text(), values, file.format());
        String head = file.format().comment(head(path)).orElse("");
        if (file.format() == Format.SHELL && text.startsWith("#!")) {
            int end = text.indexOf('\n') + 1;
            return new GeneratedFile(path, text.substring(0, end) + head + text.substring(end), isSecret(text));
        }
        return new GeneratedFile(path, head + text, isSecret(text));
    }

    private boolean isSecret(String text) {
        return pack.parameters().stream()
                .filter(Parameter::secret)
                .map(parameter -> given.get(parameter.name()))
                .anyMatch(value -> value != null && text.contains(value));
    }

    /** Version and parameters, as they may stand in any comment; never a secret. */
    private List<String> head(String path) {
        List<String> lines = new ArrayList<>();
        lines.add(path + ", written by canary-siem " + version() + ", pack " + pack.name()
                + ". Generate it again rather than edit it.");
        for (Parameter parameter : pack.parameters()) {
            String value = given.getOrDefault(parameter.name(), parameter.standard());
            String shown = parameter.secret() && value != null
                    ? "(set, not shown)"
                    : Objects.requireNonNullElse(value, "(not set)");
            lines.add(parameter.name() + " = " + Escapes.comment(shown));
        }
        return lines;
    }

    private Map<String, Object> values() throws GenerationException {
        List<String> faults = new ArrayList<>();
        Collection<String> known =
                pack.parameters().stream().map(Parameter::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                faults.add("pack " + pack.name() + " has no such parameter: it " + Packs.nearest(name, known));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : pack.parameters()) {
            try {
                values.put(parameter.variable(), value(parameter));
            } catch (GenerationException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new WrongChoiceException(faults);
        }
        return values;
    }

    private Object value(Parameter parameter) throws GenerationException {
        String text = given.getOrDefault(parameter.name(), parameter.standard());
        if (text != null) {
            return parameter.value(text);
        }
        if (parameter.required()) {
            throw new GenerationException(
                    "parameter " + parameter.name() + " is missing: give it with --set " + parameter.name() + "=...");
        }
        return "";
    }

    private static String version() {
        return Objects.requireNonNullElse(Generation.class.getPackage().getImplementationVersion(), "development");
    }
}
