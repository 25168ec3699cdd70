package io.github.canarysiem.runner.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML into nodes. Every scalar stays the text that was written ({@code 0640} is no octal number, {@code off} no boolean);
 * duplicate keys are faults; aliases of sections and lists are followed, up to a total number of nodes.
 */
final class YamlReader {
    private static final int MOST_NODES = 20_000;
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 64;

    private final List<Fault> faults;
    private final Map<String, Node> anchors = new HashMap<>();
    private final YAMLParser yaml;
    private int nodes;

    private YamlReader(YAMLParser yaml, List<Fault> faults) {
        this.yaml = yaml;
        this.faults = faults;
    }

    /**
     * Reads a file's text.
     *
     * @param faults duplicate keys are added here; reading goes on
     * @throws ConfigurationException if it is not YAML, or not one mapping
     */
    static Node.Mapping read(String origin, String text, List<Fault> faults) throws ConfigurationException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
        try (YAMLParser yaml = factory.createParser(text)) {
            return new YamlReader(yaml, faults).document();
        } catch (BadYaml e) {
            throw new ConfigurationException(origin, List.of(e.fault));
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(origin, List.of(YamlFaults.of(e)));
        } catch (IOException | RuntimeException e) {
            throw new ConfigurationException(origin, List.of(new Fault(0, "", "cannot be read as YAML")));
        }
    }

    private Node.Mapping document() throws IOException, BadYaml {
        JsonToken first = yaml.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw bad(first == null ? "is empty; it needs sources and sinks" : "is not a list of name: value lines");
        }
        Node.Mapping root = mapping("", 1);
        if (yaml.nextToken() != null) {
            throw bad("holds a second document; keep one");
        }
        return root;
    }

    private Node node(String path, int depth) throws IOException, BadYaml {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw bad("is too large or too deep for a configuration");
        }
        @Nullable String anchor = yaml.getObjectId();
        if (yaml.isCurrentAlias()) {
            return alias();
        }
        Node node = switch (yaml.currentToken()) {
            case START_OBJECT -> mapping(path, depth);
            case START_ARRAY -> sequence(path, depth);
            case VALUE_NULL -> new Node.Scalar("", line());
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_EMBEDDED_OBJECT ->
                new Node.Scalar(yaml.getText(), line());
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE -> throw bad("cannot be read as YAML");
        };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node alias() throws IOException, BadYaml {
        Node meant = anchors.get(yaml.getText());
        if (meant == null) {
            throw bad("refers to an anchor above it that is no section or list; quote a value that begins with *");
        }
        nodes += meant.size();
        if (nodes > MOST_NODES) {
            throw bad("is too large once its aliases are followed");
        }
        return meant;
    }

    private Node.Mapping mapping(String path, int depth) throws IOException, BadYaml {
        int begin = line();
        Map<String, Node> entries = new LinkedHashMap<>();
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String name = nameOf(yaml.currentName());
            int line = line();
            String at = path.isEmpty() ? name : path + "." + name;
            yaml.nextToken();
            Node value = node(at, depth + 1).at(line);
            if (entries.putIfAbsent(name, value) != null) {
                faults.add(new Fault(line, at, "is written twice; keep one"));
            }
        }
        return new Node.Mapping(entries, begin);
    }

    private Node.Sequence sequence(String path, int depth) throws IOException, BadYaml {
        int begin = line();
        List<Node> items = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path, depth + 1));
        }
        return new Node.Sequence(items, begin);
    }

    /** Names are shown in messages: on one line, and not for ever. */
    private static String nameOf(@Nullable String written) {
        String name = Text.printable(written == null ? "" : written);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    private int line() {
        return yaml.currentTokenLocation().getLineNr();
    }

    private BadYaml bad(String message) {
        JsonLocation at = yaml.currentTokenLocation();
        return new BadYaml(new Fault(Math.max(0, at.getLineNr()), "", message));
    }

    /** Ends the reading of a file. */
    private static final class BadYaml extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;

        BadYaml(Fault fault) {
            super(fault.message());
            this.fault = fault;
        }
    }
}
