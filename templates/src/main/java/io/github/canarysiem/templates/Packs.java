package io.github.canarysiem.templates;

import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The packs that can be generated: those that are bundled, and those of a folder, which come before bundled ones of the same name.
 *
 * <p>A pack is a folder named as the pack, with {@value #MANIFEST} and templates beside it. {@link ManifestReader} says what a
 * manifest holds.
 *
 * <p>Immutable and thread-safe.
 */
public final class Packs {
    /** The file that makes a folder a pack. */
    public static final String MANIFEST = "pack.yml";

    private static final String BUNDLED = "packs/";

    private final Map<String, Pack> packs;

    private Packs(Map<String, Pack> packs) {
        this.packs = packs;
    }

    /** Those that come with canary-siem. */
    public static Packs bundled() throws IOException, GenerationException {
        Map<String, Pack> packs = new TreeMap<>();
        for (String name : text("index").lines().filter(line -> !line.isBlank()).toList()) {
            packs.put(name, new ManifestReader(name, "bundled", file -> text(name + "/" + file)).pack());
        }
        return new Packs(packs);
    }

    /**
     * These, and those of a folder.
     *
     * @param folder holds a folder for each pack
     * @throws GenerationException if there is none, or a manifest is faulty
     */
    public Packs and(Path folder) throws IOException, GenerationException {
        Map<String, Pack> all = new TreeMap<>(packs);
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(entry -> Files.isRegularFile(entry.resolve(MANIFEST)))
                        .sorted()
                        .forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new GenerationException(folder + ": holds no pack: a pack is a folder in it with a " + MANIFEST);
        }
        for (Path pack : found) {
            String name = String.valueOf(pack.getFileName());
            all.put(name, new ManifestReader(name, pack.toString(), file -> read(pack, file)).pack());
        }
        return new Packs(all);
    }

    /** All of them, by name. */
    public Collection<Pack> all() {
        return List.copyOf(packs.values());
    }

    /**
     * One of them.
     *
     * @throws GenerationException if there is no such pack; it names the nearest one
     */
    public Pack pack(String name) throws GenerationException {
        Pack pack = packs.get(name);
        if (pack == null) {
            throw new WrongChoiceException(List.of("there is no such pack: it " + nearest(name, packs.keySet())));
        }
        return pack;
    }

    /** What is wrong with a word that is not among the known ones, in the words of the configuration. */
    static String nearest(String word, Collection<String> known) {
        Settings settings = Settings.of("", Map.of("word", word));
        settings.oneOf("word", known);
        try {
            settings.check();
            return "is known";
        } catch (SettingsException e) {
            return e.problems().get(0).message();
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream resource = Packs.class.getResourceAsStream(BUNDLED + file)) {
            if (resource == null) {
                throw new IOException(file + ": is not among the bundled packs");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String read(Path pack, String file) throws IOException {
        Path path = pack.resolve(file).normalize();
        if (!path.startsWith(pack.normalize()) || !path.toRealPath().startsWith(pack.toRealPath())) {
            throw new IOException(pack.resolve(MANIFEST) + ": names a template outside of its pack; move it there");
        }
        if (Files.size(path) > Renderer.LONGEST) {
            throw new IOException(path + ": is longer than " + Renderer.LONGEST + " bytes; split it");
        }
        return Files.readString(path);
    }
}
