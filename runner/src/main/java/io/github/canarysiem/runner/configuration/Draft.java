package io.github.canarysiem.runner.configuration;

import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SettingsException.Problem;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as it was written. An operator's command can ask it for the state directory or the admin address alone, and
 * then needs none of the secrets that the rest refers to.
 */
public final class Draft {
    private static final String CHAIN_KEY = "chain-key";

    static final Path DEFAULT_STATE = Path.of("state");

    private final String origin;
    private final Node.Mapping root;
    private final List<Fault> duplicates;
    private final Interpolation interpolation;

    Draft(String origin, Node.Mapping root, List<Fault> duplicates, Function<String, @Nullable String> environment) {
        this.origin = origin;
        this.root = root;
        this.duplicates = List.copyOf(duplicates);
        this.interpolation = new Interpolation(environment);
    }

    /** The file's name, or {@code environment}. */
    public String origin() {
        return origin;
    }

    /**
     * The state directory.
     *
     * @throws ConfigurationException if this setting is faulty; others may be
     */
    public Path state() throws ConfigurationException {
        Settings settings = only("state");
        Path state = settings.path("state", DEFAULT_STATE);
        check(settings);
        return state;
    }

    /**
     * Where the admin server listens; empty if it is off.
     *
     * @throws ConfigurationException if this setting is faulty; others may be
     */
    public Optional<InetSocketAddress> admin() throws ConfigurationException {
        Settings settings = only("admin");
        Optional<InetSocketAddress> address = AdminAddress.read(settings.section("admin"));
        check(settings);
        return address;
    }

    /**
     * The keys with which sources seal their chains, by the source's name; sources without one are left out.
     *
     * @throws ConfigurationException if one of these settings is faulty; others may be
     */
    public Map<String, Secret> chainKeys() throws ConfigurationException {
        Map<String, Secret> keys = new LinkedHashMap<>();
        for (Map.Entry<String, Node> source : root.mapping("sources").entries().entrySet()) {
            if (source.getValue() instanceof Node.Mapping mapping
                    && mapping.entries().containsKey(CHAIN_KEY)) {
                Map<String, Node> alone = Map.of(CHAIN_KEY, mapping.entries().get(CHAIN_KEY));
                Settings settings = settings("sources." + source.getKey(), new Node.Mapping(alone, mapping.line()));
                settings.optionalSecret(CHAIN_KEY).ifPresent(key -> keys.put(source.getKey(), key));
                check(settings);
            }
        }
        return keys;
    }

    /**
     * All of it, with its plug-ins made.
     *
     * @throws ConfigurationException naming every fault of every part
     */
    public Configuration complete(PlugIns plugIns) throws ConfigurationException {
        return new Assembly(this, plugIns).configuration();
    }

    Node.Mapping root() {
        return root;
    }

    List<Fault> duplicates() {
        return duplicates;
    }

    Fault fault(Problem problem) {
        return new Fault(root.lineOf(problem.path()), problem.path(), problem.message());
    }

    ConfigurationException failure(List<Fault> faults) {
        return new ConfigurationException(origin, faults);
    }

    /** The settings at a place, filled in. What cannot be filled in is a fault of theirs already. */
    Settings settings(String path, Node.Mapping mapping) {
        return settings(path, mapping, name -> true);
    }

    /** As {@link #settings(String, Node.Mapping)}, without the values of the other names; their faults count all the same. */
    Settings settings(String path, Node.Mapping mapping, Predicate<String> names) {
        List<Problem> unresolved = new ArrayList<>();
        Map<String, Object> values = values(mapping, "", unresolved);
        values.keySet().removeIf(names.negate());
        Settings settings = Settings.of(path, values);
        unresolved.forEach(problem -> settings.problem(problem.path(), problem.message()));
        return settings;
    }

    private Settings only(String name) {
        Node found = root.entries().get(name);
        return settings("", new Node.Mapping(found == null ? Map.of() : Map.of(name, found), root.line()));
    }

    private void check(Settings settings) throws ConfigurationException {
        try {
            settings.check();
        } catch (SettingsException e) {
            throw failure(e.problems().stream().map(this::fault).toList());
        }
    }

    private Map<String, Object> values(Node.Mapping mapping, String path, List<Problem> unresolved) {
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries()
                .forEach((name, node) ->
                        values.put(name, value(node, path.isEmpty() ? name : path + "." + name, unresolved)));
        return values;
    }

    private Object value(Node node, String path, List<Problem> unresolved) {
        if (node instanceof Node.Mapping mapping) {
            return values(mapping, path, unresolved);
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> value(item, path, unresolved))
                    .toList();
        }
        try {
            return interpolation.resolve(((Node.Scalar) node).text());
        } catch (Interpolation.UnresolvedException e) {
            unresolved.add(new Problem(path, String.valueOf(e.getMessage())));
            return "";
        }
    }
}
