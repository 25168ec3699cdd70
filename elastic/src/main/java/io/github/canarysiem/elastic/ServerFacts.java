package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node says of itself at {@code GET /}.
 *
 * @param product such as {@code OpenSearch}
 * @param version such as {@code 2.19.1}
 * @param node its name
 */
record ServerFacts(String product, String version, String node) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}\\S{0,40}");
    private static final String ELASTIC_TAGLINE = "You Know, for Search";
    private static final String OPENSEARCH_TAGLINE = "The OpenSearch Project";
    /** What OpenSearch says, leaving out its distribution, when {@code compatibility.override_main_response_version} is set. */
    private static final String COMPATIBLE = "7.10.2";

    private static final int OLDEST_ELASTICSEARCH = 8;
    private static final int OLDEST_OPENSEARCH = 2;

    /**
     * Reads an answer.
     *
     * @return empty if it does not tell: a role without the right to ask, a build without this answer, a proxy
     * @throws IOException if it is too old, or something else
     */
    static Optional<ServerFacts> of(HttpAnswer answer) throws IOException {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        JsonNode body = Refusal.json(answer);
        JsonNode version = body.path("version");
        String tagline = body.path("tagline").asText("");
        boolean openSearch =
                "opensearch".equals(version.path("distribution").asText("")) || tagline.startsWith(OPENSEARCH_TAGLINE);
        boolean elastic = !version.has("distribution") && ELASTIC_TAGLINE.equals(tagline);
        Matcher number = VERSION.matcher(version.path("number").asText(""));
        if ((!openSearch && !elastic) || !number.matches()) {
            throw new IOException(answer.endpoint()
                    + " is neither Elasticsearch nor OpenSearch; set url to a node, usually port 9200");
        }
        ServerFacts facts = new ServerFacts(
                openSearch ? "OpenSearch" : "Elasticsearch",
                Text.printable(number.group()),
                Text.printable(body.path("name").asText("")));
        facts.refuseOld(answer, Integer.parseInt(number.group(1)));
        return Optional.of(facts);
    }

    private void refuseOld(HttpAnswer answer, int major) throws IOException {
        boolean openSearch = product.equals("OpenSearch");
        int oldest = openSearch ? OLDEST_OPENSEARCH : OLDEST_ELASTICSEARCH;
        if (major < oldest && !(openSearch && version.equals(COMPATIBLE))) {
            throw new IOException(answer.endpoint() + " is " + product + " " + version + ", which is too old; " + oldest
                    + ".0.0 or newer is needed");
        }
    }

    @Override
    public String toString() {
        return product + " " + version + (node.isEmpty() ? "" : " (" + node + ")");
    }
}
