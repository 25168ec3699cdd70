package io.github.canarysiem.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests that a real Canarytokens server sent to webhooks: {@code webhooks/NAME.json} holds those of one token. */
public final class CapturedWebhooks {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CapturedWebhooks() {}

    /**
     * One request.
     *
     * @param name of the file
     * @param validation whether the server tried the address with it
     * @param path that it was sent to; its first segment tells a chat service
     * @param body as it was sent
     */
    public record CapturedWebhook(String name, boolean validation, String path, String body) {
        /** Whether it is meant for a chat service. */
        public boolean isForChat() {
            return path.matches("/(slack|teams|discord|gchat)/.*");
        }

        @Override
        public String toString() {
            return name + " " + path;
        }
    }

    /** All of them, in order. */
    public static List<CapturedWebhook> all() {
        List<CapturedWebhook> all = new ArrayList<>();
        for (String name : CapturedTokens.NAMES) {
            read(name)
                    .ifPresent(file -> file.get("requests")
                            .forEach(request -> all.add(new CapturedWebhook(
                                    name,
                                    request.get("kind").asText().equals("validation"),
                                    request.get("path").asText(),
                                    request.get("body").asText()))));
        }
        return all;
    }

    private static Optional<JsonNode> read(String name) {
        URL file = CapturedWebhooks.class.getResource("/canarytokens/webhooks/" + name + ".json");
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream in = file.openStream()) {
            return Optional.of(MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
