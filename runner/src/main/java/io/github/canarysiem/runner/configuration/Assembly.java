package io.github.canarysiem.runner.configuration;

import io.github.canarysiem.pipeline.Delivery;
import io.github.canarysiem.pipeline.JournalLimits;
import io.github.canarysiem.runner.configuration.Configuration.FedSink;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Provider;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Puts a configuration together, and collects the faults of all its parts on the way. */
final class Assembly {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Set<String> OURS = Set.of("type", "batch-size", "retry-delay", "retry-delay-maximum");
    private static final int LARGEST_BATCH = 10_000;

    private final Draft draft;
    private final PlugIns plugIns;
    private final List<Fault> faults;
    private final Map<String, IncidentSource> sources = new LinkedHashMap<>();
    private final Map<String, FedSink> sinks = new LinkedHashMap<>();

    Assembly(Draft draft, PlugIns plugIns) {
        this.draft = draft;
        this.plugIns = plugIns;
        this.faults = new ArrayList<>(draft.duplicates());
    }

    Configuration configuration() throws ConfigurationException {
        Settings top = draft.settings("", withoutPlugIns());
        Path state = top.path("state", Draft.DEFAULT_STATE);
        Settings admin = section(top, "admin");
        Optional<InetSocketAddress> address = AdminAddress.read(admin);
        admin.refuseUnknown();
        JournalLimits limits = limits(section(top, "journal"));
        for (String name : named(top, "sources")) {
            makeSource(name);
        }
        for (String name : named(top, "sinks")) {
            makeSink(name);
        }
        collect(top);
        Configuration configuration = new Configuration(state, address, limits, sources, sinks);
        if (!faults.isEmpty()) {
            configuration.close();
            throw draft.failure(faults);
        }
        return configuration;
    }

    /** The settings of plug-ins are filled in one by one, so that a fault is told once. */
    private Node.Mapping withoutPlugIns() {
        Map<String, Node> entries = new LinkedHashMap<>(draft.root().entries());
        entries.computeIfPresent("sources", (name, node) -> emptied(node));
        entries.computeIfPresent("sinks", (name, node) -> emptied(node));
        return new Node.Mapping(entries, draft.root().line());
    }

    private static Node emptied(Node node) {
        return node instanceof Node.Mapping ? new Node.Mapping(Map.of(), node.line()) : node;
    }

    /** A section; a name with nothing behind it counts as an empty one. */
    private Settings section(Settings top, String name) {
        boolean blank = draft.root().entries().get(name) instanceof Node.Scalar scalar
                && scalar.text().isBlank();
        if (blank) {
            top.optionalText(name);
            return Settings.of(name, Map.of());
        }
        return top.section(name);
    }

    private static JournalLimits limits(Settings journal) {
        JournalLimits defaults = JournalLimits.defaults();
        JournalLimits limits = new JournalLimits(
                journal.bytes("maximum-size", defaults.maximumSize()),
                journal.bytes("retained-size", defaults.retainedSize()),
                journal.duration("retained-for", defaults.retainedFor()));
        if (limits.retainedSize() > limits.maximumSize() && journal.keys().contains("retained-size")) {
            journal.problem("retained-size", "is larger than maximum-size; make it smaller");
        }
        journal.refuseUnknown();
        return limits;
    }

    private Iterable<String> named(Settings top, String kind) {
        section(top, kind);
        Node node = draft.root().entries().get(kind);
        if (node == null || (node instanceof Node.Scalar scalar && scalar.text().isBlank()) || isEmpty(node)) {
            top.problem(kind, "is empty; name at least one, such as " + example(kind));
        }
        return draft.root().mapping(kind).entries().keySet();
    }

    private static boolean isEmpty(Node node) {
        return node instanceof Node.Mapping mapping && mapping.entries().isEmpty();
    }

    private static String example(String kind) {
        return kind.equals("sources")
                ? "tokens: { type: redis, url: \"redis://127.0.0.1:6379/0\" }"
                : "agent: { type: wazuh-file, path: logs/incident.log }";
    }

    private void makeSource(String name) {
        mapping("sources", name)
                .flatMap(mapping -> plugIn("sources." + name, mapping, plugIns.sources(), settings -> {}))
                .ifPresent(made -> sources.put(name, made));
    }

    private void makeSink(String name) {
        List<Delivery> delivery = new ArrayList<>();
        mapping("sinks", name)
                .flatMap(mapping ->
                        plugIn("sinks." + name, mapping, plugIns.sinks(), settings -> delivery.add(delivery(settings))))
                .ifPresent(made -> sinks.put(name, new FedSink(made, delivery.get(0))));
    }

    private Optional<Node.Mapping> mapping(String kind, String name) {
        String path = kind + "." + name;
        Node.Mapping siblings = draft.root().mapping(kind);
        int line = siblings.lineOf(name);
        if (!NAME.matcher(name).matches()) {
            faults.add(new Fault(line, path, "is not a name; use 1 to 64 of a-z, 0-9 and -"));
            return Optional.empty();
        }
        if (siblings.entries().get(name) instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        faults.add(new Fault(line, path, "is not a section; write it as { type: ..., name: value }"));
        return Optional.empty();
    }

    /** Makes a plug-in from its own settings and those that the runner reads beside them. */
    private <T, P extends Provider<T>> Optional<T> plugIn(
            String path, Node.Mapping mapping, Map<String, P> providers, Consumer<Settings> ours) {
        Settings settings = draft.settings(path, mapping);
        P provider = providers.get(settings.oneOf("type", providers.keySet()));
        if (provider == null) {
            // Which of the other names are right depends on the type: they are judged once it is right.
            Settings known = draft.settings(path, mapping, OURS::contains);
            known.oneOf("type", providers.keySet());
            ours.accept(known);
            OURS.forEach(known::optionalText);
            collect(known);
            return Optional.empty();
        }
        ours.accept(settings);
        try {
            return Optional.of(provider.create(settings));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> faults.add(draft.fault(problem)));
            return Optional.empty();
        }
    }

    private static Delivery delivery(Settings sink) {
        Delivery defaults = Delivery.defaults();
        Duration first = sink.duration("retry-delay", defaults.firstDelay());
        Duration longest = sink.duration("retry-delay-maximum", defaults.longestDelay());
        if (first.compareTo(longest) > 0) {
            sink.problem("retry-delay", "is longer than retry-delay-maximum; make it shorter");
        }
        return new Delivery(sink.integer("batch-size", defaults.batchSize(), 1, LARGEST_BATCH), first, longest);
    }

    private void collect(Settings settings) {
        try {
            settings.check();
        } catch (SettingsException e) {
            e.problems().forEach(problem -> faults.add(draft.fault(problem)));
        }
    }
}
