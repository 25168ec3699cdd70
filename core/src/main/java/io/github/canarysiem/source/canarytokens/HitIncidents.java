package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Exposure;
import io.github.canarysiem.Hit;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Token;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes incidents of what the server stores of a token. Thread-safe. */
public final class HitIncidents {
    private final HitTime time;
    private final Cleaner cleaner;

    /** Incidents of a server whose clock and whose secrets are treated so. */
    public HitIncidents(HitTime time, Cleaner cleaner) {
        this.time = time;
        this.cleaner = cleaner;
    }

    /** When the hit happened, if its key is credible. */
    public Optional<Instant> time(Token token, String key, boolean hasAddress, Instant observed) {
        // AWS's own reports carry AWS's time, not the server's; they are the aws_keys hits without an address.
        boolean reportedByAws = "aws_keys".equals(token.type()) && !hasAddress;
        return time.credible(key, !reportedByAws, observed);
    }

    /** When the key was reported, if that is credible. */
    public Optional<Instant> timeOfExposure(JsonNode details, Instant observed) {
        return time.credible(details.path("time_of_hit").asText(), false, observed);
    }

    /** The token as it stands in incidents, cleaned. */
    public Token token(Token stored) {
        return new Token(cleaner.text(stored.id()), cleaned(stored.type()), cleaned(stored.memo()));
    }

    /**
     * The incident that tells of a hit.
     *
     * @param id from {@link HitIdentity}
     * @param hit taken apart by this call: work out identities before
     */
    public Incident ofHit(String id, Token token, StoredHit hit, Instant observed) {
        return ofHit(id, token, hit, time(token, hit.key(), hit.content().has("src_ip"), observed), observed);
    }

    /**
     * The incident that tells of a hit that was not filed under its time.
     *
     * @param id of the caller's making
     * @param token null if nobody knows
     * @param hit taken apart by this call
     * @param occurred when it happened, if that is known
     */
    public Incident ofHit(
            String id, @Nullable Token token, StoredHit hit, Optional<Instant> occurred, Instant observed) {
        HitFields fields = new HitFields(hit.content(), cleaner);
        ObjectNode root = fields.root();
        String status = fields.text(root, "alert_status");
        boolean tor = root != null && root.path("is_tor_relay").booleanValue();
        IncidentBuilder incident = Incident.of(
                        id,
                        Kind.HIT,
                        SeverityTable.ofHit(token == null ? null : token.type(), tor, "ignored_ip".equals(status)),
                        occurred.orElse(observed),
                        observed)
                .token(token == null ? null : token(token))
                .channel(fields.text(root, "input_channel"))
                .hit(new Hit(cleaner.text(hit.key()), occurred.isPresent(), status));
        if (root != null) {
            HitOrigin.map(fields, root, incident);
            HitPayload.map(fields, root, incident);
            HitRequest.map(fields, root, incident);
        }
        return incident.other(fields.rest()).build();
    }

    /**
     * The incident that tells that a key lies in public.
     *
     * @param details taken apart by this call
     */
    public Incident ofExposure(String id, Token token, JsonNode details, Instant observed) {
        Instant occurred = timeOfExposure(details, observed).orElse(observed);
        HitFields fields = new HitFields(details, cleaner);
        ObjectNode root = fields.root();
        return Incident.of(id, Kind.KEY_EXPOSED, SeverityTable.KEY_EXPOSED, occurred, observed)
                .token(token(token))
                .channel(fields.text(root, "input_channel"))
                .exposure(new Exposure(fields.text(root, "public_location"), fields.text(root, "time_of_hit")))
                .other(fields.rest())
                .build();
    }

    private @Nullable String cleaned(@Nullable String text) {
        return text == null ? null : cleaner.text(text);
    }
}
