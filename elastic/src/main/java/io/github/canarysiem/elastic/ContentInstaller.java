package io.github.canarysiem.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what {@link ContentStore} says: looks at all parts first, and writes after that. */
final class ContentInstaller {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int MISSING = 404;
    private static final String NO_API = "no handler found";
    private static final int LONGEST_REASON = 300;

    private final Nodes nodes;

    /** A part, and what is there. */
    private record Finding(ContentPart part, ContentStep.Result result, String condition) {}

    ContentInstaller(Nodes nodes) {
        this.nodes = nodes;
    }

    List<ContentStep> install(boolean openSearch, List<ContentPart> parts, boolean force)
            throws IOException, InterruptedException {
        checkProduct(openSearch);
        List<Finding> findings = new ArrayList<>();
        for (ContentPart part : parts) {
            findings.add(look(part));
        }
        List<String> others = findings.stream()
                .filter(finding -> finding.result() == ContentStep.Result.REPLACED)
                .map(finding -> finding.part().path())
                .toList();
        if (!others.isEmpty() && !force) {
            throw new IOException("the cluster holds something else at " + String.join(", ", others)
                    + ": nothing was written; compare, then replace it with --force");
        }
        List<ContentStep> steps = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.result() == ContentStep.Result.CREATED || finding.result() == ContentStep.Result.REPLACED) {
                put(finding);
            }
            steps.add(new ContentStep(finding.part().path(), finding.result()));
        }
        return steps;
    }

    private void checkProduct(boolean openSearch) throws IOException, InterruptedException {
        Optional<ServerFacts> facts = ServerFacts.of(nodes.ask(HttpCall.get("/")));
        boolean found = facts.map(each -> each.product().equals("OpenSearch")).orElse(openSearch);
        if (found != openSearch) {
            throw new IOException("the cluster is " + facts.get() + ": take the pack "
                    + (found ? "opensearch" : "elastic") + " instead");
        }
    }

    private Finding look(ContentPart part) throws IOException, InterruptedException {
        HttpAnswer answer = nodes.ask(HttpCall.get("/" + part.path()));
        if (answer.status() == MISSING) {
            return new Finding(part, ContentStep.Result.CREATED, "");
        }
        if (answer.body().contains(NO_API)) {
            return new Finding(part, ContentStep.Result.UNSUPPORTED, "");
        }
        if (answer.status() != OK) {
            throw refused("GET", part, answer);
        }
        JsonNode body = Refusal.json(answer);
        JsonNode shown = shown(part.path(), body);
        ContentStep.Result result =
                Containment.holds(shown, read(part)) ? ContentStep.Result.UNCHANGED : ContentStep.Result.REPLACED;
        // A policy of index state management is replaced only by those who know which one they replace.
        String condition = body.has("_seq_no")
                ? "?if_seq_no=" + body.get("_seq_no").asLong() + "&if_primary_term="
                        + body.path("_primary_term").asLong()
                : "";
        return new Finding(part, result, condition);
    }

    /** Each API wraps what it shows in its own way. */
    private static JsonNode shown(String path, JsonNode body) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("_component_template/")) {
            return body.at("/component_templates/0/component_template");
        }
        if (path.startsWith("_index_template/")) {
            return body.at("/index_templates/0/index_template");
        }
        return path.contains("_ism/") ? body : body.path(name);
    }

    private void put(Finding finding) throws IOException, InterruptedException {
        ContentPart part = finding.part();
        byte[] body = part.body().getBytes(StandardCharsets.UTF_8);
        HttpAnswer answer = nodes.once(HttpCall.put("/" + part.path() + finding.condition(), "application/json", body));
        if (answer.status() != OK && answer.status() != CREATED) {
            throw refused("PUT", part, answer);
        }
    }

    private static IOException refused(String method, ContentPart part, HttpAnswer answer) {
        JsonNode error = Refusal.json(answer).path("error");
        String said = error.isObject() ? ", " + Refusal.of(error) : "";
        String mend = answer.status() == 401 || answer.status() == 403
                ? "; give the sink credentials that may manage templates and policies, for this call"
                : "";
        return new IOException(answer.endpoint() + " answers " + answer.status() + " to " + method + " /" + part.path()
                + Text.printable(said.substring(0, Math.min(LONGEST_REASON, said.length()))) + mend);
    }

    private static JsonNode read(ContentPart part) {
        try {
            return MAPPER.readTree(part.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
