package io.github.canarysiem.runner.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.pipeline.PipelineStatus.JournalStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SourceStatus;
import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a status, as {@code /status} and {@code canary-siem status --json} give it: <code>{"at", "sources": [{"name",
 * "state", "detail", "accepted", "last_accepted"}], "sinks": [{"name", "state", "detail", "pending", "delivered", "retried",
 * "rejected", "last_delivery", "last_error"}], "journal": {"state", "detail", "incidents", "dead_letters", "size",
 * "maximum_size"}}</code>. Times are ISO 8601 in UTC, sizes bytes; what is not known is left out.
 */
public final class StatusJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private StatusJson() {}

    /** The status as a tree that belongs to the caller. */
    public static ObjectNode write(PipelineStatus status) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("at", status.at().toString());
        var sources = json.putArray("sources");
        for (SourceStatus source : status.sources()) {
            ObjectNode node = health(sources.addObject().put("name", source.name()), source.health());
            time(node.put("accepted", source.accepted()), "last_accepted", source.lastAccepted());
        }
        var sinks = json.putArray("sinks");
        for (SinkStatus sink : status.sinks()) {
            ObjectNode node = health(sinks.addObject().put("name", sink.name()), sink.health())
                    .put("pending", sink.pending())
                    .put("delivered", sink.delivered())
                    .put("retried", sink.retried())
                    .put("rejected", sink.rejected());
            time(node, "last_delivery", sink.lastDelivery());
            String error = sink.lastError();
            if (error != null) {
                node.put("last_error", Text.printable(error));
            }
        }
        JournalStatus journal = status.journal();
        health(json.putObject("journal"), journal.health())
                .put("incidents", journal.incidents())
                .put("dead_letters", journal.deadLetters())
                .put("size", journal.size())
                .put("maximum_size", journal.maximumSize());
        return json;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is something else
     */
    public static PipelineStatus read(byte[] json) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(json);
            List<SourceStatus> sources = new ArrayList<>();
            for (JsonNode node : root.required("sources")) {
                sources.add(new SourceStatus(
                        node.path("name").asText(),
                        health(node),
                        node.path("accepted").asLong(),
                        time(node, "last_accepted")));
            }
            List<SinkStatus> sinks = new ArrayList<>();
            for (JsonNode node : root.required("sinks")) {
                sinks.add(sink(node));
            }
            JsonNode journal = root.required("journal");
            return new PipelineStatus(
                    Instant.parse(root.required("at").asText()),
                    sources,
                    sinks,
                    new JournalStatus(
                            health(journal),
                            journal.path("incidents").asLong(),
                            journal.path("dead_letters").asLong(),
                            journal.path("size").asLong(),
                            journal.path("maximum_size").asLong()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("not the status of canary-siem", e);
        }
    }

    private static SinkStatus sink(JsonNode node) {
        return new SinkStatus(
                node.path("name").asText(),
                health(node),
                node.path("pending").asLong(),
                node.path("delivered").asLong(),
                node.path("retried").asLong(),
                node.path("rejected").asLong(),
                time(node, "last_delivery"),
                node.hasNonNull("last_error") ? node.path("last_error").asText() : null);
    }

    private static ObjectNode health(ObjectNode node, Health health) {
        return node.put("state", health.state().code()).put("detail", Text.printable(health.detail()));
    }

    private static Health health(JsonNode node) {
        Health.State state =
                Health.State.valueOf(node.required("state").asText().toUpperCase(Locale.ROOT));
        return new Health(state, node.path("detail").asText());
    }

    private static void time(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, time.toString());
        }
    }

    private static @Nullable Instant time(JsonNode node, String name) {
        return node.hasNonNull(name) ? Instant.parse(node.path(name).asText()) : null;
    }
}
