package io.github.canarysiem.templates.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.templates.GeneratedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of a pack that are JSON, or a line of JSON for each object.
 *
 * @param objects by path
 */
record JsonFiles(Map<String, List<JsonNode>> objects) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    static JsonFiles of(List<GeneratedFile> files, List<String> faults) {
        Map<String, List<JsonNode>> objects = new LinkedHashMap<>();
        for (GeneratedFile file : files) {
            List<JsonNode> read = new ArrayList<>();
            if (file.path().endsWith(".json")) {
                read(file.path(), file.text(), read, faults);
            } else if (file.path().endsWith(".ndjson")) {
                file.text().lines().forEach(line -> read(file.path(), line, read, faults));
            }
            if (!read.isEmpty()) {
                objects.put(file.path(), read);
            }
        }
        return new JsonFiles(objects);
    }

    boolean has(String path) {
        return objects.containsKey(path);
    }

    /** The files of one object each below a folder. */
    Map<String, JsonNode> below(String folder) {
        return objects.entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().get(0)));
    }

    private static void read(String path, String text, List<JsonNode> read, List<String> faults) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                read.add(node);
            } else {
                faults.add(path + ": holds something else than objects");
            }
        } catch (JsonProcessingException e) {
            faults.add(path + ": is no JSON: " + e.getOriginalMessage());
        }
    }
}
