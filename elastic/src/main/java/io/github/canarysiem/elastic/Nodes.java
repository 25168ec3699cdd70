package io.github.canarysiem.elastic;

import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.http.HttpSender;
import io.github.canarysiem.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The configured nodes, of which one is in use. Used by one thread at a time; {@link #close()} is safe from any. Messages hold no
 * secret.
 */
final class Nodes implements AutoCloseable {
    private final List<URI> endpoints;
    private final HttpSender sender;
    private final AtomicInteger current;

    private Nodes(HttpSettings http, Clock clock, AtomicInteger current) {
        this.endpoints = http.endpoints();
        this.sender = new HttpSender(http, clock);
        this.current = current;
    }

    /** The first is in use, and nothing is connected yet. */
    static Nodes of(HttpSettings http, Clock clock) {
        return new Nodes(http, clock, new AtomicInteger());
    }

    /** The same for another thread, with connections of its own; both agree on the node in use. */
    Nodes beside(HttpSettings http, Clock clock) {
        return new Nodes(http, clock, current);
    }

    /** How many there are. */
    int count() {
        return endpoints.size();
    }

    /** All of them. */
    List<URI> all() {
        return endpoints;
    }

    /**
     * Asks something that changes nothing: if the node in use cannot answer, each of the others once.
     *
     * @throws IOException if none can be reached
     */
    HttpAnswer ask(HttpCall call) throws IOException, InterruptedException {
        IOException failure = null;
        HttpAnswer unavailable = null;
        for (int attempt = 0; attempt < endpoints.size(); attempt++) {
            try {
                HttpAnswer answer = once(call);
                if (!answer.isUnavailable()) {
                    return answer;
                }
                unavailable = answer;
            } catch (IOException e) {
                failure = e;
            }
        }
        return available(unavailable, failure);
    }

    /**
     * Sends something to the node in use, once: if it fails, whether it was done is not known, and the next one is in use.
     *
     * @throws IOException if there was no answer
     */
    HttpAnswer once(HttpCall call) throws IOException, InterruptedException {
        int used = current.get();
        boolean serves = false;
        try {
            HttpAnswer answer = sender.sendTo(endpoints.get(used), call);
            serves = !answer.isUnavailable();
            return answer;
        } finally {
            if (!serves) {
                current.compareAndSet(used, (used + 1) % endpoints.size());
            }
        }
    }

    /** Asks this node. */
    HttpAnswer ask(URI endpoint, HttpCall call) throws IOException, InterruptedException {
        return sender.sendTo(endpoint, call);
    }

    @Override
    public void close() {
        sender.close();
    }

    private static HttpAnswer available(@Nullable HttpAnswer answer, @Nullable IOException failure) throws IOException {
        if (answer != null) {
            return answer;
        }
        throw failure == null ? new IOException("no node is configured") : failure;
    }
}
