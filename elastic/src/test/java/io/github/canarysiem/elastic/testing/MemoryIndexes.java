package io.github.canarysiem.elastic.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.elastic.testing.ElasticServer.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The indexes behind one data stream, whose name is that of the first request. Thread-safe. */
public final class MemoryIndexes {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final List<Index> indexes = new ArrayList<>(List.of(new Index(".ds-1", Instant.now())));

    private record Index(String name, Instant created, Map<String, JsonNode> documents) {
        Index(String name, Instant created) {
            this(name, created, new LinkedHashMap<>());
        }
    }

    MemoryIndexes() {}

    /** From now on a new index is written to. */
    public synchronized void rollOver() {
        indexes.add(new Index(".ds-" + (indexes.size() + 1), Instant.now()));
    }

    /** The ids of all documents, in the order of arrival, however often one is stored. */
    public synchronized List<String> ids() {
        return indexes.stream()
                .flatMap(index -> index.documents().keySet().stream())
                .toList();
    }

    /** All documents, in the order of arrival. */
    public synchronized List<JsonNode> documents() {
        return indexes.stream()
                .flatMap(index -> index.documents().values().stream())
                .toList();
    }

    synchronized Answer answer(Request request) {
        String path = request.path();
        try {
            if (path.startsWith("/_data_stream/")) {
                return Answer.of(OK, "{\"data_streams\":[{\"name\":\"it\",\"template\":\"its-template\"}]}");
            }
            if (path.endsWith("/_bulk")) {
                return bulk(request.body());
            }
            return path.endsWith("/_mget") ? found(path.substring(1, path.length() - 6), request.body()) : list();
        } catch (JsonProcessingException e) {
            return Answer.error(400, "parse_exception", "no JSON");
        }
    }

    private Answer list() {
        ObjectNode list = MAPPER.createObjectNode();
        indexes.forEach(index -> list.putObject(index.name())
                .putObject("settings")
                .putObject("index")
                .put("creation_date", Long.toString(index.created().toEpochMilli())));
        return Answer.of(OK, list.toString());
    }

    private Answer found(String name, String body) throws JsonProcessingException {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode documents = answer.putArray("docs");
        for (JsonNode id : MAPPER.readTree(body).path("ids")) {
            boolean found = indexes.stream()
                    .anyMatch(index ->
                            index.name().equals(name) && index.documents().containsKey(id.asText()));
            documents.addObject().put("_id", id.asText()).put("found", found);
        }
        return Answer.of(OK, answer.toString());
    }

    private Answer bulk(String body) throws JsonProcessingException {
        if (!body.endsWith("\n")) {
            return Answer.error(400, "illegal_argument_exception", "The bulk request must be terminated by a newline");
        }
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        String[] lines = body.split("\n", -1);
        Map<String, JsonNode> documents = indexes.get(indexes.size() - 1).documents();
        for (int i = 0; i + 1 < lines.length; i += 2) {
            String id = MAPPER.readTree(lines[i]).at("/create/_id").asText();
            ObjectNode item = items.addObject().putObject("create");
            if (documents.putIfAbsent(id, MAPPER.readTree(lines[i + 1])) == null) {
                item.put("status", CREATED);
            } else {
                item.put("status", CONFLICT).putObject("error").put("type", "version_conflict_engine_exception");
            }
        }
        return Answer.of(OK, answer.toString());
    }
}
