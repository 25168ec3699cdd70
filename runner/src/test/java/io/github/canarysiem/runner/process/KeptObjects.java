package io.github.canarysiem.runner.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A cluster on loopback that keeps what is put, as Elasticsearch shows it. Thread-safe. */
final class KeptObjects implements AutoCloseable {
    private static final String GREETING =
            "{\"name\":\"node-1\",\"version\":{\"number\":\"9.2.0\"},\"tagline\":\"You Know, for Search\"}";

    private final Map<String, String> objects = new TreeMap<>();
    private final List<String> credentials = new ArrayList<>();
    private final HttpServer server;

    KeptObjects() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized Map<String, String> objects() {
        return Map.copyOf(objects);
    }

    synchronized List<String> credentials() {
        return List.copyOf(credentials);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String body = new String(content(exchange).readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("PUT")) {
                objects.put(path, body);
                send(exchange, 200, "{\"acknowledged\":true}");
            } else if (path.equals("/")) {
                send(exchange, 200, GREETING);
            } else if (objects.containsKey(path)) {
                send(exchange, 200, wrapped(path, objects.get(path)));
            } else {
                send(exchange, 404, "{}");
            }
        }
    }

    private static InputStream content(HttpExchange exchange) throws IOException {
        boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return compressed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static String wrapped(String path, String body) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/_component_template/")) {
            return "{\"component_templates\":[{\"name\":\"" + name + "\",\"component_template\":" + body + "}]}";
        }
        if (path.startsWith("/_index_template/")) {
            return "{\"index_templates\":[{\"name\":\"" + name + "\",\"index_template\":" + body + "}]}";
        }
        return "{\"" + name + "\":" + body + "}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
