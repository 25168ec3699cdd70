package io.github.canarysiem.elastic.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.canarysiem.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/**
 * Stands before the Elasticsearch that is published for tests, which is whole but for most of its modules, and gives the two
 * answers that the modules {@code rest-root} and {@code data-streams} give, of what the node says elsewhere: {@code GET /}, and
 * {@code GET /_data_stream/NAME} without the template's name. All else it passes on as it is.
 */
final class MissingAnswers extends LoopbackServer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final String STREAMS = "/_data_stream/";
    private static final List<String> REQUEST_HEADERS =
            List.of("Accept", "Accept-Encoding", "Authorization", "Content-Encoding", "Content-Type");
    private static final List<String> ANSWER_HEADERS = List.of("Content-Encoding", "Content-Type", "X-elastic-product");

    private final URI node;

    private MissingAnswers(URI node) {
        super(null);
        this.node = node;
    }

    /** Whether this node lacks them. */
    static boolean areMissing(URI node, Optional<String> authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node);
        authorization.ifPresent(given -> request.header("Authorization", given));
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode() == NOT_ALLOWED;
    }

    /** Listens at a port of its own. */
    static MissingAnswers before(URI node) throws IOException {
        MissingAnswers made = new MissingAnswers(node);
        made.resume();
        return made;
    }

    @Override
    protected void serve(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        boolean get = exchange.getRequestMethod().equals("GET");
        if (get && path.equals("/")) {
            HttpResponse<byte[]> known = ask(exchange, "/_nodes/_local?filter_path=nodes.*.name,nodes.*.version");
            answer(exchange, known, known.statusCode() == OK ? greeting(known.body()) : known.body());
        } else if (get && path.startsWith(STREAMS)) {
            HttpResponse<byte[]> known = ask(exchange, "/_resolve/index/" + path.substring(STREAMS.length()));
            answer(exchange, known, known.body());
        } else {
            HttpResponse<byte[]> known = ask(exchange, exchange.getRequestURI().toString());
            answer(exchange, known, known.body());
        }
    }

    private static byte[] greeting(byte[] nodes) throws IOException {
        JsonNode itself = MAPPER.readTree(nodes).path("nodes").elements().next();
        ObjectNode greeting = MAPPER.createObjectNode();
        greeting.set("name", itself.path("name"));
        greeting.putObject("version").set("number", itself.path("version"));
        return MAPPER.writeValueAsBytes(greeting.put("tagline", "You Know, for Search"));
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : REQUEST_HEADERS) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> known, byte[] body) throws IOException {
        for (String name : ANSWER_HEADERS) {
            known.headers()
                    .allValues(name)
                    .forEach(value -> exchange.getResponseHeaders().add(name, value));
        }
        exchange.sendResponseHeaders(known.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
