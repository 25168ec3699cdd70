package io.github.canarysiem.splunk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.canarysiem.testing.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Splunk's HTTP Event Collector on loopback, as far as a sender can tell: it refuses what a real Splunk 10.4.3 refuses, with the
 * same codes, stores the objects in front of a faulty one, and tells of an acknowledgement once. What it has stored survives {@link
 * #stop()}. Thread-safe.
 */
public final class SplunkServer extends LoopbackServer {
    /** A token that it takes. */
    public static final String TOKEN = "8f1c3d2e-5b7a-4c1f-9e60-2d4b7a9c1e35";

    /** The largest request that it takes, uncompressed. */
    public static final int LARGEST_REQUEST = 900_000;

    /** The indexes that its token may write to. */
    public static final Set<String> INDEXES = Set.of("main", "honey");

    private static final String SCHEME = "Splunk ";

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    /** Bytes, for a load test stores more objects than it would keep trees of. */
    private final List<byte[]> stored = new ArrayList<>();

    private final List<Request> requests = new ArrayList<>();
    private final Deque<Answer> scripted = new ArrayDeque<>();
    private volatile boolean acknowledges = true;
    private volatile boolean indexes = true;

    /** A request with events, as it came. */
    public record Request(String channel, String cookie, boolean compressed, int bytes) {}

    /** An answer that is given once instead of the right one. */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** With a code and a text, as Splunk has them. */
        public static Answer of(int status, int code, String text) {
            return new Answer(status, Map.of(), "{\"text\":\"" + text + "\",\"code\":" + code + "}");
        }
    }

    private static final class Channel {
        private long next;
        private final Set<Long> pending = ConcurrentHashMap.newKeySet();
    }

    private SplunkServer(@Nullable SSLContext tls) {
        super(tls);
    }

    /** Starts one. */
    public static SplunkServer start() throws IOException {
        return startWith(null);
    }

    /** Starts one that speaks TLS if a context is given. */
    public static SplunkServer startWith(@Nullable SSLContext tls) throws IOException {
        SplunkServer made = new SplunkServer(tls);
        made.resume();
        return made;
    }

    /** The objects that it has stored, in order. */
    public synchronized List<JsonNode> stored() {
        return stored.stream().map(EventObjects::read).toList();
    }

    /** How many objects it has stored. */
    public synchronized int count() {
        return stored.size();
    }

    /** The requests with events that came so far. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The next requests with events are answered so, and nothing of them is stored. */
    public synchronized void answer(Answer... answers) {
        scripted.addAll(List.of(answers));
    }

    /** Whether its token has indexer acknowledgement; it has unless told otherwise. */
    public void acknowledges(boolean enabled) {
        acknowledges = enabled;
    }

    /** Whether its indexer works; if not, it takes events and acknowledges none. */
    public void indexes(boolean working) {
        indexes = working;
    }

    @Override
    protected void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer = answer(exchange, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Set-Cookie", "indexer=" + url().getPort() + "; Path=/");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/services/collector/health")) {
            return Answer.of(200, 17, "HEC is healthy");
        }
        boolean asksAcknowledgement = path.equals("/services/collector/ack");
        if (!asksAcknowledgement && !path.equals("/services/collector/event") && !path.equals("/services/collector")) {
            return Answer.of(404, 404, "The requested URL was not found on this server.");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.of(405, 405, "The requested URL does not support this method.");
        }
        Optional<Answer> refusal = refusal(exchange);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String channel = channel(exchange);
        return asksAcknowledgement ? acknowledgements(channel, body) : events(exchange, channel, body);
    }

    private static Optional<Answer> refusal(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return Optional.of(Answer.of(401, 2, "Token is required"));
        }
        if (!authorization.startsWith(SCHEME)) {
            return Optional.of(Answer.of(401, 3, "Invalid authorization"));
        }
        return authorization.equals(SCHEME + TOKEN)
                ? Optional.empty()
                : Optional.of(Answer.of(403, 4, "Invalid token"));
    }

    private static String channel(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("X-Splunk-Request-Channel");
        String query = exchange.getRequestURI().getQuery();
        return header != null ? header : query == null ? "" : query.replace("channel=", "");
    }

    private Answer events(HttpExchange exchange, String channel, byte[] body) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding != null && !encoding.equals("gzip")) {
            return new Answer(
                    415, Map.of("Content-Type", "text/html"), "<html><body>Unsupported Media Type</body></html>");
        }
        byte[] objects = encoding == null ? body : unzipped(body);
        synchronized (this) {
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            requests.add(new Request(channel, cookie == null ? "" : cookie, encoding != null, objects.length));
            Answer next = scripted.poll();
            if (next != null) {
                return next;
            }
        }
        if (objects.length > LARGEST_REQUEST) {
            return new Answer(
                    413, Map.of("Content-Type", "text/html"), "<html><body>Content-Length too large</body></html>");
        }
        if (objects.length == 0) {
            return Answer.of(400, 5, "No data");
        }
        if (acknowledges && channel.isEmpty()) {
            return Answer.of(400, 10, "Data channel is missing");
        }
        if (acknowledges && !isGuid(channel)) {
            return Answer.of(400, 11, "Invalid data channel");
        }
        return store(channel, objects);
    }

    private synchronized Answer store(String channel, byte[] objects) {
        EventObjects.Taken taken = EventObjects.of(objects, INDEXES);
        stored.addAll(taken.objects());
        if (taken.refusal().isPresent()) {
            return taken.refusal().get();
        }
        if (!acknowledges) {
            return Answer.of(200, 0, "Success");
        }
        Channel counted = channels.computeIfAbsent(channel, name -> new Channel());
        long number = counted.next++;
        counted.pending.add(number);
        return new Answer(200, Map.of(), "{\"text\":\"Success\",\"code\":0,\"ackId\":" + number + "}");
    }

    /** Each is told once. */
    private Answer acknowledgements(String channel, byte[] body) {
        if (!acknowledges) {
            return Answer.of(400, 14, "ACK is disabled");
        }
        if (!isGuid(channel)) {
            return Answer.of(400, channel.isEmpty() ? 10 : 11, "Data channel is missing or invalid");
        }
        Channel counted = channels.getOrDefault(channel, new Channel());
        List<String> answers = new ArrayList<>();
        for (long number : EventObjects.numbers(body)) {
            answers.add("\"" + number + "\":" + (indexes && counted.pending.remove(number)));
        }
        return new Answer(200, Map.of(), "{\"acks\":{" + String.join(",", answers) + "}}");
    }

    private static boolean isGuid(String channel) {
        try {
            return UUID.fromString(channel).toString().equalsIgnoreCase(channel);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (ZipException e) {
            return new byte[0];
        }
    }
}
