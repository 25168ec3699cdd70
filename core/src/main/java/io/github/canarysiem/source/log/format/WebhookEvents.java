package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.canarytokens.WebhookForm;
import io.github.canarysiem.source.canarytokens.WebhookIncidents;
import io.github.canarysiem.spi.Finding;
import java.util.function.Consumer;

/** Bodies of Canarytokens' generic webhook, as a web server or a script has written them down. */
final class WebhookEvents implements JsonEvents.EventKind {
    private final WebhookIncidents incidents;
    private final boolean certain;

    /**
     * A reader of bodies.
     *
     * @param certain whether all lines are meant to be bodies; else only those count that nothing else looks like
     */
    WebhookEvents(Cleaner cleaner, boolean certain) {
        this.incidents = new WebhookIncidents(cleaner);
        this.certain = certain;
    }

    @Override
    public boolean read(ObjectNode event, LogLine line, Consumer<Finding> found) {
        if (!certain
                && !(event.path("memo").isTextual() && event.path("manage_url").isTextual())) {
            return false;
        }
        return switch (WebhookForm.of(event)) {
            case HIT, EXPOSURE, VALIDATION -> {
                found.accept(incidents.finding(event, line.observed()));
                yield true;
            }
            case SLACK, TEAMS, DISCORD, GOOGLE_CHAT, UNKNOWN -> false;
        };
    }
}
