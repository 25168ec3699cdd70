package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Looks which documents are stored in any of the indexes behind the target: {@code create} refuses a second one in the index that
 * is written to, and knows nothing of those before the last rollover. By {@code _mget}, which sees what is not searchable yet
 * ("Realtime" in the documentation of Elasticsearch's and OpenSearch's get API). Used by one thread.
 */
final class StoredDocuments {
    /** Lists the indexes of a data stream, an alias or itself, with the time of their creation. */
    static final String INDEXES = "?filter_path=*.settings.index.creation_date";

    private static final Logger LOG = LogManager.getLogger(StoredDocuments.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FOUND = "/_mget?_source=false&filter_path=docs._id,docs.found,docs.error.type";
    /** How far clocks, ours and the cluster's, may be apart. */
    private static final Duration SKEW = Duration.ofDays(1);

    private final Nodes nodes;
    private final Target target;
    private boolean warned;

    private record Index(String name, Instant created) {}

    StoredDocuments(Nodes nodes, Target target) {
        this.nodes = nodes;
        this.target = target;
    }

    /**
     * Those of the ids that are stored. If the credentials do not suffice to look, none, with a warning: an alarm that may come
     * twice is better than none.
     *
     * @param since when the first of them was first sent at the earliest; indexes that were written to before are passed over
     * @throws IOException if the cluster cannot answer now
     */
    Set<String> among(Collection<String> ids, Instant since) throws IOException, InterruptedException {
        Set<String> open = new HashSet<>(ids);
        Set<String> found = new HashSet<>();
        for (Index index : writtenSince(indexes(), since.minus(SKEW))) {
            if (open.isEmpty()) {
                break;
            }
            Set<String> here = in(index, open);
            found.addAll(here);
            open.removeAll(here);
        }
        return found;
    }

    private List<Index> indexes() throws IOException, InterruptedException {
        HttpAnswer answer = nodes.ask(HttpCall.get("/" + target.name() + INDEXES));
        List<Index> indexes = new ArrayList<>();
        if (isReadable(answer)) {
            for (Map.Entry<String, JsonNode> each : Refusal.json(answer).properties()) {
                long created =
                        each.getValue().at("/settings/index/creation_date").asLong(0);
                indexes.add(new Index(each.getKey(), Instant.ofEpochMilli(created)));
            }
        }
        return indexes;
    }

    /** Newest first. What came before the oldest one cannot have been written to since. */
    private static List<Index> writtenSince(List<Index> indexes, Instant since) {
        List<Index> sorted = new ArrayList<>(indexes);
        sorted.sort(Comparator.comparing(Index::created).reversed());
        int count = 0;
        while (count < sorted.size()
                && (count == 0 || sorted.get(count - 1).created().isAfter(since))) {
            count++;
        }
        return sorted.subList(0, count);
    }

    private Set<String> in(Index index, Set<String> ids) throws IOException, InterruptedException {
        HttpAnswer answer = nodes.ask(HttpCall.post("/" + index.name() + FOUND, "application/json", question(ids)));
        Set<String> found = new HashSet<>();
        if (!isReadable(answer)) {
            return found;
        }
        JsonNode documents = Refusal.json(answer).path("docs");
        if (documents.size() != ids.size()) {
            throw new IOException(answer.endpoint() + " answers a question for " + ids.size() + " documents with "
                    + documents.size());
        }
        for (JsonNode document : documents) {
            if (document.path("found").asBoolean(false)) {
                found.add(document.path("_id").asText(""));
            } else if (document.has("error")) {
                warn(index.name() + " cannot be read: " + Refusal.of(document.path("error")));
            }
        }
        found.retainAll(ids);
        return found;
    }

    private boolean isReadable(HttpAnswer answer) throws IOException {
        switch (answer.status()) {
            case 200 -> {
                return true;
            }
            case 404 -> {
                return false;
            }
            case 400, 401, 403, 405 -> {
                warn(Refusal.of(answer, target) + ", with read and view_index_metadata");
                return false;
            }
            default -> throw new IOException(Refusal.of(answer, target));
        }
    }

    private void warn(String why) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "what may be stored already cannot be looked up, and can be stored twice after a rollover of {}: {}",
                    target,
                    why);
        }
    }

    private static byte[] question(Set<String> ids) {
        ObjectNode question = MAPPER.createObjectNode();
        ArrayNode list = question.putArray("ids");
        ids.forEach(list::add);
        return question.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
