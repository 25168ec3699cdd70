package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Looks whether the target is there, or would be made by the first document. Where a data stream is wanted and no template makes
 * one, OpenSearch would make an index of that name with guessed mappings, and the name would be taken for good.
 */
final class TargetCheck {
    private static final int OK = 200;
    private static final int MISSING = 404;
    private static final String STREAM = "?filter_path=data_streams.name,data_streams.template";
    private static final String TEMPLATES = "/_index_template?filter_path=index_templates.name,"
            + "index_templates.index_template.index_patterns,index_templates.index_template.priority,"
            + "index_templates.index_template.data_stream";

    private final Asking asking;
    private final Target target;

    /** Asks a node, or one of them. */
    @FunctionalInterface
    interface Asking {
        HttpAnswer ask(HttpCall call) throws IOException, InterruptedException;
    }

    TargetCheck(Asking asking, Target target) {
        this.asking = asking;
        this.target = target;
    }

    /**
     * What was found, as the end of a sentence.
     *
     * @throws IOException if incidents could not be stored as they should
     */
    String run() throws IOException, InterruptedException {
        HttpAnswer answer = asking.ask(HttpCall.get(
                target.isStream()
                        ? "/_data_stream/" + target.name() + STREAM
                        : "/" + target.name() + StoredDocuments.INDEXES));
        return switch (answer.status()) {
            case OK -> target + " is there" + templateOf(answer);
            case MISSING -> target.isStream() ? missingStream() : target + " will be made by the first incident";
            case 403 -> "these credentials may not look whether " + target + " is there (view_index_metadata)";
            default -> throw new IOException(Refusal.of(answer, target));
        };
    }

    private String templateOf(HttpAnswer answer) {
        JsonNode template = Refusal.json(answer).path("data_streams").path(0).path("template");
        return target.isStream() && template.isTextual()
                ? ", by the template " + Text.printable(template.asText())
                : "";
    }

    private String missingStream() throws IOException, InterruptedException {
        HttpAnswer answer = asking.ask(HttpCall.get(TEMPLATES));
        if (answer.status() != OK) {
            return target + " is not there yet, and whether a template makes it is not shown to these credentials";
        }
        Optional<JsonNode> template = StreamSupport.stream(
                        Refusal.json(answer).path("index_templates").spliterator(), false)
                .filter(this::matches)
                .max(Comparator.comparingLong(
                        each -> each.path("index_template").path("priority").asLong(0)));
        if (template.isEmpty() || !template.get().path("index_template").has("data_stream")) {
            throw new IOException(target + " is not there, and no index template makes it: install the one that"
                    + " canary-siem generate writes, or set index to what there is");
        }
        return target + " will be made by the first incident, from the template "
                + Text.printable(template.get().path("name").asText(""));
    }

    private boolean matches(JsonNode template) {
        return StreamSupport.stream(
                        template.path("index_template").path("index_patterns").spliterator(), false)
                .anyMatch(pattern -> Stream.of(pattern.asText("").split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(".*"),
                                expression -> target.name().matches(expression))));
    }
}
