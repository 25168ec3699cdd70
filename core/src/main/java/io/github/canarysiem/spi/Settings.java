package io.github.canarysiem.spi;

import io.github.canarysiem.spi.SettingsException.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one plug-in, as read from the configuration.
 *
 * <p>Each getter names the key and its default. A bad or missing value is noted, and the getter returns a harmless stand-in, so
 * that all faults are found in one go; {@link #check()} then throws. Use no value before {@code check()} has returned. Messages
 * name the key and the mend, never the value.
 *
 * <p>Not thread-safe.
 */
public final class Settings {
    private final String path;
    private final Map<String, Object> values;
    private final TreeSet<String> asked = new TreeSet<>();
    private final List<Problem> problems;

    private Settings(String path, Map<String, ?> values, List<Problem> problems) {
        this.path = path;
        this.values = new LinkedHashMap<>(values);
        this.problems = problems;
    }

    /**
     * Settings at a place in the configuration.
     *
     * @param path where they stand, for messages; such as {@code sinks.agent}, or empty for the top
     * @param values texts, numbers, booleans, lists of these, and maps
     */
    public static Settings of(String path, Map<String, ?> values) {
        return new Settings(path, values, new ArrayList<>());
    }

    /** A text that must be there and not blank. */
    public String text(String key) {
        return optionalText(key).orElseGet(() -> missing(key, ""));
    }

    /** A text, or a default. */
    public String text(String key, String otherwise) {
        return optionalText(key).orElse(otherwise);
    }

    /** A text, if there is one; blank counts as absent. */
    public Optional<String> optionalText(String key) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            return Optional.of(bad(key, "is not a single value", ""));
        }
        return Optional.of(value.toString()).filter(text -> !text.isBlank());
    }

    /** A secret that must be there. */
    public Secret secret(String key) {
        return new Secret(text(key));
    }

    /** A secret, if there is one. */
    public Optional<Secret> optionalSecret(String key) {
        return optionalText(key).map(Secret::new);
    }

    /** A whole number between two bounds, both allowed. */
    public int integer(String key, int otherwise, int least, int most) {
        return optionalText(key)
                .map(text -> parseInteger(key, text, least, most, otherwise))
                .orElse(otherwise);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean otherwise) {
        return optionalText(key)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> bad(key, "is not true or false", otherwise);
                })
                .orElse(otherwise);
    }

    /** A duration such as {@code 250ms}, {@code 5s}, {@code 10m}, {@code 12h}, {@code 30d}; longer than zero. */
    public Duration duration(String key, Duration otherwise) {
        return optionalText(key)
                .map(text -> Quantities.duration(text)
                        .filter(found -> !found.isZero())
                        .orElseGet(
                                () -> bad(key, "is not a duration; write it like 250ms, 5s, 10m, 12h, 30d", otherwise)))
                .orElse(otherwise);
    }

    /** A size in bytes such as {@code 65000}, {@code 64KiB}, {@code 100MiB}, {@code 10GiB}; more than zero. */
    public long bytes(String key, long otherwise) {
        return optionalText(key)
                .map(text -> Quantities.bytes(text)
                        .filter(found -> found > 0)
                        .orElseGet(
                                () -> bad(key, "is not a size; write it like 65000, 64KiB, 100MiB, 10GiB", otherwise)))
                .orElse(otherwise);
    }

    /** One of an enumeration's constants, written in lower case with dashes. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return optionalText(key)
                .map(text -> parseChoice(key, text, type, otherwise))
                .orElse(otherwise);
    }

    /** One of the known words, which must be there; the stand-in is empty. A fault names the nearest known word. */
    public String oneOf(String key, Collection<String> known) {
        String text = text(key);
        if (text.isEmpty() || known.contains(text)) {
            return text;
        }
        String mend = Quantities.nearest(text, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return bad(key, "is not one of " + String.join(", ", known) + mend, "");
    }

    /** A file or folder that must be named. */
    public Path path(String key) {
        return optionalPath(key).orElseGet(() -> missing(key, Path.of("")));
    }

    /** A file or folder, or a default. */
    public Path path(String key, Path otherwise) {
        return optionalPath(key).orElse(otherwise);
    }

    /** A file or folder, if one is named. */
    public Optional<Path> optionalPath(String key) {
        return optionalText(key).map(text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                return bad(key, "is not a path on this system", Path.of(""));
            }
        });
    }

    /** A time zone such as {@code UTC} or {@code Europe/Berlin}. */
    public ZoneId zone(String key, ZoneId otherwise) {
        return optionalText(key)
                .map(text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException e) {
                        return bad(key, "is not a time zone; write it like UTC or Europe/Berlin", otherwise);
                    }
                })
                .orElse(otherwise);
    }

    /** A list of texts; a single text counts as a list of one; absent is empty. */
    public List<String> texts(String key) {
        Object value = value(key);
        if (value instanceof List<?> list
                && list.stream().noneMatch(e -> e == null || e instanceof Map || e instanceof List)) {
            return list.stream().map(Object::toString).toList();
        }
        if (value instanceof List<?>) {
            return bad(key, "is not a list of single values", List.of());
        }
        return optionalText(key).map(List::of).orElse(List.of());
    }

    /** Settings nested below a key; absent is empty. Its faults are reported by this object's {@link #check()} after its own. */
    public Settings section(String key) {
        Object value = value(key);
        if (value != null && !(value instanceof Map)) {
            bad(key, "is not a section; write it as { name: value }", "");
        }
        Map<String, Object> nested = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> nested.put(String.valueOf(name), entry));
        }
        return new Settings(pathOf(key), nested, problems);
    }

    /**
     * A list of sections; a single section counts as a list of one; absent is empty. Their faults are reported by this object's
     * {@link #check()}; call {@link #refuseUnknown()} on each.
     */
    public List<Settings> sections(String key) {
        Object value = value(key);
        List<?> entries = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (!entries.stream().allMatch(Map.class::isInstance)) {
            return bad(key, "is not a list of sections; write each as { name: value }", List.of());
        }
        List<Settings> sections = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Object> nested = new LinkedHashMap<>();
            ((Map<?, ?>) entry).forEach((name, part) -> nested.put(String.valueOf(name), part));
            sections.add(new Settings(pathOf(key) + "[" + sections.size() + "]", nested, problems));
        }
        return sections;
    }

    /** The keys that are present, in their order. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** Notes a fault that only the plug-in can see. */
    public void problem(String key, String message) {
        problems.add(new Problem(pathOf(key), message));
    }

    /** Notes that a value has to be there, and the mend; unless a fault of the key is known already. */
    public void required(String key, String mend) {
        if (problems.stream().noneMatch(problem -> problem.path().equals(pathOf(key)))) {
            problem(key, "is missing; " + mend);
        }
    }

    /** Notes a fault for each key that is present and was never asked for; it names the nearest known key. */
    public void refuseUnknown() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problem(
                        key,
                        "is not a setting here"
                                + Quantities.nearest(key, asked)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; known are " + String.join(", ", asked)));
            }
        }
    }

    /**
     * Ends the reading of these settings.
     *
     * @throws SettingsException naming every fault and every unknown key
     */
    public void check() {
        refuseUnknown();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /** The full path of a key, for messages. */
    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The name under which the plug-in stands in the configuration, such as {@code files}; empty at the top. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    private int parseInteger(String key, String text, int least, int most, int otherwise) {
        try {
            int found = Integer.parseInt(text.strip());
            if (found >= least && found <= most) {
                return found;
            }
        } catch (NumberFormatException e) {
            // The message below serves both faults.
        }
        return bad(key, "is not a whole number between " + least + " and " + most, otherwise);
    }

    private <E extends Enum<E>> E parseChoice(String key, String text, Class<E> type, E otherwise) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text.strip().toLowerCase(Locale.ROOT))) {
                return constant;
            }
            names.add(name);
        }
        return bad(key, "is not one of " + String.join(", ", names), otherwise);
    }

    private <V> V missing(String key, V standIn) {
        boolean alreadyFaulty =
                problems.stream().anyMatch(problem -> problem.path().equals(pathOf(key)));
        return alreadyFaulty ? standIn : bad(key, "is missing", standIn);
    }

    private <V> V bad(String key, String message, V standIn) {
        problem(key, message);
        return standIn;
    }
}
