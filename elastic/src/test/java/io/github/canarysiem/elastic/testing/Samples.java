package io.github.canarysiem.elastic.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.testing.CapturedIncidents;
import io.github.canarysiem.testing.Incidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Incidents of all kinds, hostile ones, and those of the captured tokens. */
public final class Samples {
    private Samples() {}

    /** All of them. */
    public static List<Incident> all() throws Exception {
        List<Incident> samples = new ArrayList<>(made());
        samples.addAll(CapturedIncidents.all());
        return samples;
    }

    /** Without the captured ones, which need a Redis. */
    public static List<Incident> made() {
        List<Incident> samples = new ArrayList<>();
        Arrays.stream(Kind.values()).map(Incidents::full).forEach(samples::add);
        Incidents.HOSTILE_TEXTS.stream().map(Incidents::hostile).forEach(samples::add);
        samples.addAll(List.of(Incidents.oversize(), Incidents.hit(1)));
        for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.parse("-0001-01-01T00:00:00Z"))) {
            samples.add(at(time, Incidents.OBSERVED));
            samples.add(at(time, time));
        }
        return samples;
    }

    /** The values of a document by their paths; a list is a value. */
    public static Map<String, JsonNode> leaves(ObjectNode document) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        leaves("", document, leaves);
        return leaves;
    }

    /** The paths of its fields: those of the objects in a list are fields, a point's parts are not. */
    public static Set<String> paths(ObjectNode document) {
        Set<String> paths = new HashSet<>();
        leaves(document).forEach((path, value) -> {
            String name = path.replaceFirst("^(source\\.geo\\.location)\\..*", "$1");
            if (value.isArray() && value.path(0).isObject()) {
                value.forEach(each -> paths((ObjectNode) each).forEach(part -> paths.add(name + "." + part)));
            } else {
                paths.add(name);
            }
        });
        return paths;
    }

    private static Incident at(Instant occurred, Instant observed) {
        Incident sample = Incidents.hit(1);
        return Incident.of(sample.id(), sample.kind(), sample.severity(), occurred, observed)
                .token(sample.token())
                .build();
    }

    private static void leaves(String prefix, JsonNode node, Map<String, JsonNode> leaves) {
        node.properties().forEach(property -> {
            if (property.getValue().isObject()) {
                leaves(prefix + property.getKey() + ".", property.getValue(), leaves);
            } else {
                leaves.put(prefix + property.getKey(), property.getValue());
            }
        });
    }
}
