package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Exposure;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.spi.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes incidents of what a Canarytokens server sends to a generic webhook. Thread-safe.
 *
 * <p>The id is over the whole body but the address of the manage page, so that the same body sent twice is one incident. It is not
 * the id that the same hit has when it is read from Redis: a webhook does not carry the hit's key. What both have in common is the
 * token's id, the source address and the time: a webhook carries the second in which it was sent, which is that of the hit or one
 * of the next few. Two hits of one token in one second that differ in nothing are one incident.
 *
 * <p>{@link Incident#other()} names what has no place of its own by its place in the stored hit, as for hits out of Redis: what is
 * in {@code additional_data} stands at the top, beside the rest of the body.
 */
public final class WebhookIncidents {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss '(UTC)'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Cleaner cleaner;

    /** Incidents of a server whose secrets are treated so. */
    public WebhookIncidents(Cleaner cleaner) {
        this.cleaner = cleaner;
    }

    /**
     * What a body tells: a hit, an exposed key or, as {@link Kind#TEST}, the server's trial of the webhook.
     *
     * @param body taken apart by this call
     * @throws IllegalArgumentException if it is of another {@linkplain WebhookForm form}
     */
    public Finding finding(ObjectNode body, Instant observed) {
        WebhookForm form = WebhookForm.of(body);
        String token = WebhookHit.token(body);
        if (token == null) {
            throw new IllegalArgumentException("no body of a generic webhook: " + form);
        }
        String id = HitIdentity.ofWebhook(token, body);
        if (cleaner.redacts()) {
            WebhookHit.redact(body);
        }
        ObjectNode hit = WebhookHit.of(body);
        return Finding.of(
                form == WebhookForm.EXPOSURE
                        ? exposure(id, token, hit, observed)
                        : hit(id, form, token, hit, observed));
    }

    private Incident hit(String id, WebhookForm form, String tokenId, ObjectNode hit, Instant observed) {
        Optional<Instant> sent = time(hit.path("time").textValue(), observed);
        sent.ifPresent(time -> dropTimes(hit, time));
        boolean tor = hit.path("is_tor_relay").booleanValue();
        HitFields fields = new HitFields(hit, cleaner);
        Token token = token(fields, hit, tokenId);
        Kind kind = form == WebhookForm.VALIDATION ? Kind.TEST : Kind.HIT;
        Severity severity = kind == Kind.TEST ? Severity.INFORMATIONAL : SeverityTable.ofHit(token.type(), tor, false);
        IncidentBuilder incident = Incident.of(id, kind, severity, sent.orElse(observed), observed)
                .token(token)
                .channel(fields.text(hit, "channel"));
        HitOrigin.map(fields, hit, incident);
        HitPayload.map(fields, hit, incident);
        HitRequest.map(fields, hit, incident);
        return incident.other(fields.rest()).build();
    }

    private Incident exposure(String id, String tokenId, ObjectNode hit, Instant observed) {
        Instant occurred = time(hit.path("exposed_time").textValue(), observed).orElse(observed);
        HitFields fields = new HitFields(hit, cleaner);
        return Incident.of(id, Kind.KEY_EXPOSED, SeverityTable.KEY_EXPOSED, occurred, observed)
                .token(token(fields, hit, tokenId))
                .channel(fields.text(hit, "channel"))
                .exposure(new Exposure(fields.text(hit, "public_location"), fields.text(hit, "exposed_time")))
                .other(fields.rest())
                .build();
    }

    private Token token(HitFields fields, ObjectNode hit, String id) {
        fields.name(hit, "token");
        return new Token(cleaner.text(id), fields.text(hit, "token_type"), fields.text(hit, "memo"));
    }

    private static Optional<Instant> time(@Nullable String text, Instant observed) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TIME.parse(text, Instant::from)).filter(time -> HitTime.isCredible(time, observed));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The time is the incident's own; its parts go with it if they say the same. */
    private static void dropTimes(ObjectNode hit, Instant time) {
        hit.remove("time");
        drop(hit, "time_ymd", DAY.format(time));
        drop(hit, "time_hm", MINUTE.format(time));
    }

    private static void drop(ObjectNode hit, String name, String expected) {
        if (expected.equals(hit.path(name).textValue())) {
            hit.remove(name);
        }
    }
}
