package io.github.canarysiem.elastic.testing;

import com.sun.net.httpserver.HttpExchange;
import io.github.canarysiem.testing.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A cluster on loopback as far as a sender of bulk requests can tell, which answers as it is told to. It keeps the documents of one
 * data stream or index in memory, with an {@code _id} unique in each index behind it. Thread-safe.
 */
public final class ElasticServer extends LoopbackServer {
    /** What an OpenSearch says at {@code GET /}. */
    public static final Answer OPENSEARCH = Answer.of(
            200,
            "{\"name\":\"node-1\",\"version\":{\"distribution\":\"opensearch\",\"number\":\"2.19.1\"},"
                    + "\"tagline\":\"The OpenSearch Project: https://opensearch.org/\"}");

    private static final byte[] PART = "x".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
    private static final int FORBIDDEN = 403;

    private final MemoryIndexes indexes = new MemoryIndexes();
    private final List<Request> requests = new ArrayList<>();
    private final Deque<Answer> scripted = new ArrayDeque<>();
    private volatile Answer greeting = OPENSEARCH;
    private volatile Predicate<String> forbidden = path -> false;

    /** A request, as it came; its body is as it was before compression. */
    public record Request(String method, String path, String authorization, boolean compressed, String body) {
        /** Whether it is a bulk request. */
        public boolean isBulk() {
            return path.endsWith("/_bulk");
        }
    }

    private ElasticServer(@Nullable SSLContext tls) {
        super(tls);
    }

    /** Starts one. */
    public static ElasticServer start() throws IOException {
        return startWith(null);
    }

    /** Starts one that speaks TLS if a context is given. */
    public static ElasticServer startWith(@Nullable SSLContext tls) throws IOException {
        ElasticServer made = new ElasticServer(tls);
        made.resume();
        return made;
    }

    /** What it has stored; to be used for arrangements, too. */
    public MemoryIndexes indexes() {
        return indexes;
    }

    /** The requests so far. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The bulk requests so far. */
    public List<Request> bulks() {
        return requests().stream().filter(Request::isBulk).toList();
    }

    /** The next bulk requests are answered so. */
    public synchronized void answer(Answer... answers) {
        scripted.addAll(List.of(answers));
    }

    /** What it answers to {@code GET /}. */
    public void greet(Answer answer) {
        greeting = answer;
    }

    /** Answers 403 to requests with such a path. */
    public void forbid(Predicate<String> paths) {
        forbidden = paths;
    }

    @Override
    protected void serve(HttpExchange exchange) throws IOException {
        Answer answer = answer(read(exchange));
        if (answer.ending() != Answer.Ending.NONE) {
            send(exchange, answer);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] sent = exchange.getRequestBody().readAllBytes();
        try (InputStream body = encoding == null
                ? new ByteArrayInputStream(sent)
                : new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    authorization == null ? "" : authorization,
                    encoding != null,
                    new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        OutputStream out = exchange.getResponseBody();
        switch (answer.ending()) {
            case WHOLE, NONE -> {
                exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
                out.write(text);
            }
            case CUT -> {
                exchange.sendResponseHeaders(answer.status(), text.length + 1_000L);
                out.write(text);
                out.flush();
            }
            case ENDLESS -> {
                exchange.sendResponseHeaders(answer.status(), 0);
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(PART);
                }
            }
        }
    }

    private Answer answer(Request request) {
        Answer told = null;
        synchronized (this) {
            requests.add(request);
            if (request.isBulk()) {
                told = scripted.poll();
            }
        }
        if (request.path().equals("/")) {
            return greeting;
        }
        if (forbidden.test(request.path())) {
            return Answer.error(FORBIDDEN, "security_exception", "no permissions");
        }
        if (told != null && !told.stores()) {
            return told;
        }
        Answer right = indexes.answer(request);
        return told == null ? right : told;
    }
}
