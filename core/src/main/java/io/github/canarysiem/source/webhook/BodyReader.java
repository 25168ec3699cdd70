package io.github.canarysiem.source.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.canarytokens.StoredJson;
import io.github.canarysiem.source.canarytokens.WebhookForm;
import io.github.canarysiem.source.canarytokens.WebhookIncidents;
import io.github.canarysiem.spi.Finding;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Makes findings of bodies. Thread-safe. */
final class BodyReader {
    private static final Logger LOG = LogManager.getLogger(BodyReader.class);

    /** Names, values and brackets; a real body has some hundred. */
    private static final int MOST_TOKENS = 50_000;

    private final WebhookIncidents incidents;
    private final Clock clock;

    /**
     * What a body was.
     *
     * @param finding empty if the body is refused
     * @param refusal why; meaningless if it is not
     */
    record Reading(Optional<Finding> finding, Answer refusal) {
        private static Reading refused(Answer refusal) {
            return new Reading(Optional.empty(), refusal);
        }
    }

    BodyReader(boolean redact, Clock clock) {
        this.incidents = new WebhookIncidents(new Cleaner(redact));
        this.clock = clock;
    }

    /** What a body is. A hostile one can need many times its own length of memory while it is taken apart. */
    Reading read(byte[] body) {
        try {
            return isCrowded(body) ? Reading.refused(Answer.TOO_LARGE) : read(StoredJson.read(body));
        } catch (IOException e) {
            return Reading.refused(Answer.NO_JSON);
        } catch (RuntimeException e) {
            LOG.error("webhook: a body could not be read, {}", e.getClass().getSimpleName());
            return Reading.refused(Answer.BROKEN);
        }
    }

    /** Counts without keeping anything. */
    private static boolean isCrowded(byte[] body) throws IOException {
        int count = 0;
        try (JsonParser parser = StoredJson.parser(body)) {
            while (count <= MOST_TOKENS && parser.nextToken() != null) {
                count++;
            }
        }
        return count > MOST_TOKENS;
    }

    private Reading read(JsonNode json) {
        return switch (WebhookForm.of(json)) {
            case HIT, EXPOSURE, VALIDATION ->
                new Reading(Optional.of(incidents.finding((ObjectNode) json, clock.instant())), Answer.STORED);
            case SLACK -> Reading.refused(Answer.FOR_SLACK);
            case TEAMS -> Reading.refused(Answer.FOR_TEAMS);
            case DISCORD -> Reading.refused(Answer.FOR_DISCORD);
            case GOOGLE_CHAT -> Reading.refused(Answer.FOR_GOOGLE_CHAT);
            case UNKNOWN -> Reading.refused(Answer.NOT_OURS);
        };
    }
}
