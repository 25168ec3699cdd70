package io.github.canarysiem.elastic;

import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.http.HttpSender;
import io.github.canarysiem.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configured nodes, of which one is in use. Used by one thread at a time; {@link #close()} is safe from any. Messages hold no
 * secret.
 */
final class Nodes implements AutoCloseable {
    private final List<URI> endpoints;
    private final HttpSender sender;
    private int current;

    Nodes(HttpSettings http, Clock clock) {
        endpoints = http.endpoints();
        sender = new HttpSender(http, clock);
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
        int used = current;
        current = (used + 1) % endpoints.size();
        HttpAnswer answer = sender.sendTo(endpoints.get(used), call);
        if (!answer.isUnavailable()) {
            current = used;
        }
        return answer;
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
