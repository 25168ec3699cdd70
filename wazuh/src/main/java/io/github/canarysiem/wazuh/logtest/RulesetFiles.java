package io.github.canarysiem.wazuh.logtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a ruleset, from directories or from memory. Immutable.
 *
 * <p>A name tells what a file is by its directory: {@code decoders/NAME.xml}, {@code rules/NAME.xml}, {@code lists/NAME}, with or without
 * {@code etc/} or {@code ruleset/} in front; a name without either counts as {@code etc/...}. Decoders and rules are taken in the order of
 * their base names, as the engine does, whatever directory they are in.
 */
public final class RulesetFiles {
    /** The default configuration of a manager excludes this file, whose rules depend on the time of day. */
    static final String EXCLUDED = "0215-policy_rules.xml";

    private static final List<String> PLACES = List.of("ruleset/", "", "etc/");

    private final List<RulesetFile> files;

    private RulesetFiles(List<RulesetFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Reads directories, each in one of these forms: a manager's own directory with {@code ruleset/decoders}, {@code ruleset/rules}, {@code
     * etc/decoders}, {@code etc/rules}, {@code etc/lists}; one with {@code decoders}, {@code rules}, {@code lists} at its top; or a mixture.
     *
     * @throws NoSuchFileException when a directory holds none of them
     * @throws IOException when a file cannot be read
     */
    public static RulesetFiles read(List<Path> directories) throws IOException {
        List<RulesetFile> files = new ArrayList<>();
        for (Path directory : directories) {
            boolean found = false;
            for (String place : PLACES) {
                for (RulesetFile.Kind kind : RulesetFile.Kind.values()) {
                    found |= readPlace(directory, place + kind.directory(), files);
                }
            }
            if (!found) {
                throw new NoSuchFileException(
                        directory.toString(), null, "no directory decoders, rules or lists, nor one in etc or ruleset");
            }
        }
        return new RulesetFiles(files);
    }

    /**
     * Files in memory.
     *
     * @param texts by name, such as {@code rules/local_rules.xml}; files of the same base name are taken in the order of the map
     * @throws IllegalArgumentException when a name has no directory {@code decoders}, {@code rules} or {@code lists}
     */
    public static RulesetFiles of(Map<String, String> texts) {
        List<RulesetFile> files = new ArrayList<>();
        texts.forEach((name, text) -> files.add(RulesetFile.of(name, Bytes.of(text))));
        return new RulesetFiles(files);
    }

    /** These files and then the others. */
    public RulesetFiles and(RulesetFiles others) {
        List<RulesetFile> both = new ArrayList<>(files);
        both.addAll(others.files);
        return new RulesetFiles(both);
    }

    /** These files but for those with one of these names, such as {@code local_rules.xml}, wherever they lie. */
    public RulesetFiles without(Collection<String> baseNames) {
        return new RulesetFiles(files.stream()
                .filter(file -> !baseNames.contains(file.baseName()))
                .toList());
    }

    /** The decoders or rules in the engine's order; lists in that of their names. */
    List<RulesetFile> ofKind(RulesetFile.Kind kind) {
        return files.stream()
                .filter(file -> file.kind() == kind)
                .filter(file -> kind == RulesetFile.Kind.LIST || file.name().endsWith(".xml"))
                .filter(file -> !file.baseName().equals(EXCLUDED))
                .sorted(Comparator.comparing(RulesetFile::baseName))
                .toList();
    }

    /** Whether {@link #EXCLUDED} was among the files. */
    boolean leftOut() {
        return files.stream().anyMatch(file -> file.baseName().equals(EXCLUDED));
    }

    private static boolean readPlace(Path directory, String place, List<RulesetFile> files) throws IOException {
        Path top = directory.resolve(place);
        if (!Files.isDirectory(top)) {
            return false;
        }
        try (Stream<Path> found = Files.walk(top)) {
            List<Path> paths = found.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().endsWith(".cdb"))
                    .sorted()
                    .toList();
            for (Path path : paths) {
                String name = place + "/" + top.relativize(path).toString().replace('\\', '/');
                files.add(RulesetFile.of(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return true;
    }
}
