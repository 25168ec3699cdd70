package io.github.canarysiem.templates.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.elastic.ecs.EcsFormat;
import io.github.canarysiem.elastic.form.CanaryFields;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.ocsf.OcsfFormat;
import io.github.canarysiem.elastic.testing.Samples;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.testing.Incidents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in the documentation is what the formats write, and what the add-on for Splunk makes. */
class FieldsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "fields.md");
    private static final Path WRITTEN = Path.of("target", "fields.md");
    private static final String BEGIN = "<!-- fields -->\n";
    private static final String END = "<!-- end -->";
    private static final Pattern EVAL = Pattern.compile("(?m)^EVAL-([a-z_]+) = (.*)$");
    private static final Pattern NAMED = Pattern.compile("'([a-z_0-9.]+)'|\\b(kind|severity)==");
    /** What the sink's envelope makes, beside the fields that props.conf makes. */
    private static final Map<String, String> ENVELOPE = Map.of(
            "time",
            "_time",
            "id",
            "canary_id",
            "revision",
            "canary_revision",
            "kind",
            "canary_kind",
            "severity",
            "canary_severity");

    @Test
    void theTableIsWhatTheCodeDoes() throws Exception {
        String document = Files.readString(DOCUMENT);
        String expected = table();
        int from = document.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                WRITTEN, document.substring(0, from) + expected + document.substring(document.indexOf(END, from)));

        assertThat(document.substring(from, document.indexOf(END, from)))
                .as("docs/fields.md; as it should be: templates/target/fields.md")
                .isEqualTo(expected);
    }

    @Test
    void everyFieldThatTheTableNamesIsWritten() {
        Incident full = Incidents.full(Kind.HIT);
        Set<String> ecs = Samples.paths(new EcsFormat().document(full));
        Set<String> ocsf = Samples.paths(new OcsfFormat().document(full));

        assertThat(ecs).containsAll(named(EcsFormat.fields(), EcsFormat.REST));
        assertThat(ocsf).containsAll(named(OcsfFormat.fields(), OcsfFormat.REST));
    }

    private static String table() throws Exception {
        Incident full = Incidents.full(Kind.HIT);
        Map<String, Set<String>> models = models();
        Column ecs = new Column(EcsFormat.fields(), EcsFormat.REST, new EcsFormat().document(full));
        Column ocsf = new Column(OcsfFormat.fields(), OcsfFormat.REST, new OcsfFormat().document(full));
        List<String> lines = new ArrayList<>(List.of("| Incident | ECS | CIM | OCSF |", "|---|---|---|---|"));
        for (DocumentField part : CanaryFields.below("")) {
            String path = part.model();
            lines.add("| `" + path + "` | " + ecs.of(path) + " | " + code(models.getOrDefault(path, Set.of())) + " | "
                    + ocsf.of(path) + " |");
        }
        lines.add("| the incident as a whole | " + ecs.whole() + " | " + code(models.getOrDefault("", Set.of())) + " | "
                + ocsf.whole() + " |");
        return String.join("\n", lines) + "\n";
    }

    /** One schema's cells. */
    private record Column(List<DocumentField> fields, String rest, ObjectNode document) {
        String of(String path) {
            Set<String> homes = homes(path);
            String ours = rest + "." + path;
            if (Samples.paths(document).contains(ours)) {
                homes.add(ours);
            }
            return code(homes);
        }

        String whole() {
            return code(homes(""));
        }

        private Set<String> homes(String model) {
            return fields.stream()
                    .filter(field ->
                            field.model().equals(model) && !field.path().startsWith(rest + "."))
                    .map(DocumentField::path)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Which fields of the data models the add-on makes of which part of the incident. */
    private static Map<String, Set<String>> models() throws Exception {
        String props = Generation.of(Packs.bundled().pack("splunk")).generate().files().stream()
                .filter(file -> file.path().endsWith("props.conf"))
                .findFirst()
                .orElseThrow()
                .text();
        Map<String, Set<String>> made = new TreeMap<>();
        ENVELOPE.forEach((part, field) -> add(made, part, field));
        EVAL.matcher(props).results().forEach(eval -> {
            Set<String> parts = NAMED.matcher(eval.group(2))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .collect(Collectors.toSet());
            (parts.isEmpty() ? Set.of("") : parts).forEach(part -> add(made, part, eval.group(1)));
        });
        return made;
    }

    private static void add(Map<String, Set<String>> made, String part, String field) {
        made.computeIfAbsent(part, each -> new TreeSet<>()).add(field);
    }

    private static List<String> named(List<DocumentField> fields, String rest) {
        return fields.stream()
                .map(DocumentField::path)
                .filter(path -> !path.startsWith(rest + "."))
                .toList();
    }

    private static String code(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining("<br>"));
    }
}
