package io.github.canarysiem.splunk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.http.HttpSender;
import io.github.canarysiem.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A channel of the collector: acknowledgements are counted for each. It has cookies of its own, so that a load balancer brings the
 * question for an acknowledgement to the indexer that took the events. Used by one thread at a time.
 */
final class HecChannel implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String JSON = "application/json";
    private static final String EVENTS = "/services/collector/event";
    private static final String ACKNOWLEDGEMENTS = "/services/collector/ack?channel=";

    private final UUID id;
    private final HttpSender sender;
    private final boolean compresses;

    HecChannel(UUID id, HttpSettings http, Clock clock) {
        this.id = id;
        this.compresses = http.gzip();
        this.sender = new HttpSender(http, clock);
    }

    /** An answer to a request with events. */
    record Posted(HecReply reply, URI endpoint) {}

    /** A request with objects, one after the other. Safe on any thread. */
    HttpCall request(byte[] objects, boolean acknowledged) {
        HttpCall call = HttpCall.post(EVENTS, JSON, objects);
        HttpCall complete = acknowledged ? call.with("X-Splunk-Request-Channel", id.toString()) : call;
        return compresses ? complete.compressed() : complete;
    }

    /** Sends a request of this channel. */
    Posted post(HttpCall request) throws IOException, InterruptedException {
        HttpAnswer answer = sender.send(request);
        return new Posted(HecReply.of(answer), answer.endpoint());
    }

    /**
     * Those of the acknowledgements that have come. Splunk tells each of them once: whoever asks must remember.
     *
     * @param endpoint who gave the numbers
     */
    Set<Long> acknowledged(URI endpoint, Collection<Long> numbers) throws IOException, InterruptedException {
        ObjectNode question = MAPPER.createObjectNode();
        numbers.forEach(question.putArray("acks")::add);
        HttpAnswer answer = sender.sendTo(
                endpoint,
                HttpCall.post(ACKNOWLEDGEMENTS + id, JSON, question.toString().getBytes(StandardCharsets.UTF_8)));
        if (answer.status() != 200) {
            throw new IOException(HecReply.of(answer).reason());
        }
        Set<Long> come = new HashSet<>();
        JsonNode acks = acks(answer);
        for (long number : numbers) {
            if (acks.path(Long.toString(number)).asBoolean(false)) {
                come.add(number);
            }
        }
        return come;
    }

    /** Lets go of connections and cookies. */
    @Override
    public void close() {
        sender.close();
    }

    private static JsonNode acks(HttpAnswer answer) throws IOException {
        try {
            return MAPPER.readTree(answer.body()).path("acks");
        } catch (JsonProcessingException e) {
            throw new IOException(
                    answer.endpoint() + " answers a question for acknowledgements with what is no JSON", e);
        }
    }
}
