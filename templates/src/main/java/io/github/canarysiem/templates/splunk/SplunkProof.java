package io.github.canarysiem.templates.splunk;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Proof;
import io.github.canarysiem.wazuh.WazuhField;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * No Splunk runs here, so this shows what can be shown without one: the files are well formed, each field that they name is one
 * that the sink sends or that {@code props.conf} makes, each macro and event type that they use is defined, and all fields that the
 * data models Alerts and Intrusion Detection ask for are made.
 */
public final class SplunkProof implements Proof {
    /** Fields of the Common Information Model, from its reference tables. */
    private static final Set<String> ASKED_FOR = Set.of(
            "action",
            "app",
            "category",
            "description",
            "dest",
            "dvc",
            "ids_type",
            "signature",
            "src",
            "type",
            "user",
            "vendor_product");
    /** What the sink's envelope makes. */
    private static final Set<String> INDEXED = Set.of(
            "canary_id", "canary_revision", "canary_kind", "canary_severity", "host", "index", "sourcetype", "_time");

    private static final String EVAL = "EVAL-";
    private static final Pattern QUOTED = Pattern.compile("['\"]([a-z_0-9]+(?:\\.[a-z_0-9]+)+)['\"]");
    private static final Pattern QUERY = Pattern.compile("<query>(.*?)</query>", Pattern.DOTALL);
    private static final Pattern MACRO = Pattern.compile("`([a-z_]+)`");
    private static final Pattern EVENT_TYPE = Pattern.compile("eventtype=\"([^\"]+)\"");

    /** For the service loader. */
    public SplunkProof() {}

    @Override
    public String name() {
        return "splunk";
    }

    @Override
    public Map<String, Object> variables() {
        return Map.of();
    }

    @Override
    public List<String> show(List<GeneratedFile> files, List<Path> against) throws GenerationException {
        Map<String, ConfFile> settings = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (GeneratedFile file : files) {
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            if (name.endsWith(".conf") || name.endsWith(".meta")) {
                ConfFile read = ConfFile.of(file.text());
                read.faults().forEach(fault -> faults.add(file.path() + ":" + fault));
                settings.put(name, read);
            } else if (name.endsWith(".xml")) {
                parse(file, faults);
            }
        }
        int fields = fields(files, faults);
        references(files, settings, faults);
        models(settings, faults);
        if (!faults.isEmpty()) {
            throw new GenerationException(faults);
        }
        return List.of("Checked without a Splunk: " + settings.size() + " files of settings, " + fields
                + " names of fields, the data models Alerts and Intrusion Detection.");
    }

    private static int fields(List<GeneratedFile> files, List<String> faults) {
        Set<String> sent = Arrays.stream(WazuhField.values())
                .map(field -> field.path().replaceFirst("^canary\\.", ""))
                .collect(Collectors.toSet());
        int count = 0;
        for (GeneratedFile file : files) {
            for (String name : names(QUOTED, searches(file))) {
                count++;
                if (!sent.contains(name)) {
                    faults.add(file.path() + ": names the field " + name + ", which no incident has");
                }
            }
        }
        return count;
    }

    /** In a dashboard more than fields has points and quotation marks. */
    private static String searches(GeneratedFile file) {
        return file.path().endsWith(".xml") ? String.join("\n", names(QUERY, file.text())) : file.text();
    }

    private static void references(List<GeneratedFile> files, Map<String, ConfFile> settings, List<String> faults) {
        Set<String> macros = stanzas(settings, "macros.conf");
        Set<String> types = stanzas(settings, "eventtypes.conf");
        for (GeneratedFile file : files) {
            if (file.path().endsWith(".md")) {
                continue;
            }
            missing(names(MACRO, file.text()), macros)
                    .forEach(name -> faults.add(file.path() + ": uses the macro " + name + ", which is not defined"));
            missing(names(EVENT_TYPE, file.text()), types)
                    .forEach(name ->
                            faults.add(file.path() + ": uses the event type " + name + ", which is not defined"));
        }
        missing(
                        stanzas(settings, "tags.conf").stream()
                                .map(name -> name.replace("eventtype=", ""))
                                .toList(),
                        types)
                .forEach(name -> faults.add("tags.conf: tags the event type " + name + ", which is not defined"));
    }

    private static void models(Map<String, ConfFile> settings, List<String> faults) {
        Set<String> made = new HashSet<>(INDEXED);
        made.add("severity");
        ConfFile props = settings.getOrDefault("props.conf", ConfFile.of(""));
        props.stanzas().values().stream()
                .flatMap(stanza -> stanza.keySet().stream())
                .filter(key -> key.startsWith(EVAL))
                .forEach(key -> made.add(key.substring(EVAL.length())));
        missing(List.copyOf(ASKED_FOR), made)
                .sorted()
                .forEach(name -> faults.add("props.conf: does not make " + name + ", which a data model asks for"));
    }

    private static void parse(GeneratedFile file, List<String> faults) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newDocumentBuilder().parse(new InputSource(new StringReader(file.text())));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            faults.add(file.path() + ": is not well formed: " + e.getMessage());
        }
    }

    private static Set<String> stanzas(Map<String, ConfFile> settings, String file) {
        return settings.getOrDefault(file, ConfFile.of("")).stanzas().keySet();
    }

    private static Stream<String> missing(List<String> used, Set<String> defined) {
        return used.stream().filter(name -> !defined.contains(name)).distinct();
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
