package io.github.canarysiem.splunk;

import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.http.HttpSender;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Tries a collector without delivering anything. Its own health check ignores the token: so this sends a request without events,
 * which a good token answers with "no data", and asks a channel that nobody uses for an acknowledgement.
 */
final class HecProbe {
    private static final String NO_DATA = "\"code\":5";
    private static final String JSON = "application/json";
    private static final byte[] QUESTION = "{\"acks\":[0]}".getBytes(StandardCharsets.US_ASCII);

    private final SplunkHecSettings settings;
    private final Clock clock;

    HecProbe(SplunkHecSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    String run() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        try (HttpSender sender = new HttpSender(settings.http(), clock)) {
            for (URI endpoint : settings.http().endpoints()) {
                found.add("Splunk at " + endpoint + " takes the token" + acknowledgement(sender, endpoint));
            }
        }
        return String.join("; ", found);
    }

    private String acknowledgement(HttpSender sender, URI endpoint) throws IOException, InterruptedException {
        UUID unused = UUID.randomUUID();
        HttpAnswer answer = sender.sendTo(
                endpoint,
                HttpCall.post("/services/collector/event", JSON, new byte[0])
                        .with("X-Splunk-Request-Channel", unused.toString()));
        if (answer.status() != 400 || !answer.body().replace(" ", "").contains(NO_DATA)) {
            throw new IOException(HecReply.of(answer).reason());
        }
        if (!settings.acknowledged()) {
            return "";
        }
        HttpAnswer asked =
                sender.sendTo(endpoint, HttpCall.post("/services/collector/ack?channel=" + unused, JSON, QUESTION));
        return asked.status() == 200
                ? " and acknowledges"
                : ", but gives no acknowledgements (" + asked.status() + "): delivered will mean received, not indexed";
    }
}
