package io.github.canarysiem.wazuh.logtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One measured case: a ruleset, lines, and what the engine of Wazuh 4.14.7 answered. */
record VectorCase(JsonNode json) {
    /** What the measurements put in front of each ruleset. */
    private static final Map<String, String> BASE = Map.of(
            "decoders/!base_decoders.xml",
            """
            <decoder name="zz_ref_none_pn"><program_name>^zz_ref_none$</program_name></decoder>
            <decoder name="zz_ref_none"><prematch>^zz_ref_none_zz_ref_none$</prematch></decoder>
            """,
            "rules/!base_rules.xml",
            "<group name=\"base,\">"
                    + category(1, "syslog")
                    + category(2, "firewall")
                    + category(3, "ids")
                    + category(4, "web-log")
                    + category(5, "squid")
                    + category(6, "windows")
                    + category(7, "ossec")
                    + "</group>");

    private static String category(int id, String category) {
        return "<rule id=\"" + id + "\" level=\"0\" noalert=\"1\"><category>" + category
                + "</category><description>base</description></rule>";
    }

    static List<VectorCase> all() throws IOException {
        List<VectorCase> cases = new ArrayList<>();
        try (InputStream stream =
                        Objects.requireNonNull(VectorCase.class.getResourceAsStream("/wazuh-vectors/decoders.jsonl"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            ObjectMapper mapper = new ObjectMapper();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                cases.add(new VectorCase(mapper.readTree(line)));
            }
        }
        return cases;
    }

    String id() {
        return json.get("id").textValue();
    }

    String category() {
        return json.get("cat").textValue();
    }

    RulesetFiles files() {
        Map<String, String> files = new LinkedHashMap<>(BASE);
        json.get("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().textValue()));
        return RulesetFiles.of(files);
    }

    String location() {
        return json.path("location").asText(LogtestEngine.STANDARD_LOCATION);
    }

    List<String> lines() {
        return texts(json.get("lines"));
    }

    boolean wouldStart() {
        return json.get("analysisd_t").get("exit").intValue() == 0;
    }

    List<String> log() {
        return texts(json.get("analysisd_t").get("log"));
    }

    boolean sessionOpens() {
        return json.get("alone").get("loads").booleanValue();
    }

    List<JsonNode> results() {
        return stream(json.get("alone").get("results")).toList();
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::textValue).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
