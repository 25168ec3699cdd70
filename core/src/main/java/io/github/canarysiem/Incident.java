package io.github.canarysiem;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One alarm, complete: everything the server stored about it, except what is redacted.
 *
 * <p>Immutable and thread-safe. The published JSON form is written by {@link io.github.canarysiem.json.IncidentJson}; the
 * component names below are its field names in snake case, unless an annotation names another.
 *
 * @param id 32 hexadecimal digits, the same for the same facts after a restart and on every replica
 * @param revision 1 when first seen; counts up when the same hit has changed
 * @param kind what happened
 * @param severity how urgent it is
 * @param occurredAt when it happened, as far as anybody can tell; equal to {@code observedAt} if the hit's key is no credible time
 * @param observedAt when canary-siem saw it
 * @param token the honeytoken; null for incidents about canary-siem itself
 * @param channel the server's channel, such as {@code HTTP} or {@code DNS}
 * @param hit how the server filed it
 * @param source where the attacker came from
 * @param geo where that address is registered
 * @param autonomousSystem the network that announces it
 * @param http the request
 * @param dns the lookup
 * @param mail the mail
 * @param cloud the use of cloud credentials
 * @param payment the charge
 * @param browser the visitor's browser
 * @param deviceLocation where the visitor's device says it is
 * @param host the machine on which the token was used
 * @param user the account that used it
 * @param file the file
 * @param process the process
 * @param exposure where a key was found
 * @param gap what may be missing
 * @param monitor the part of canary-siem that speaks
 * @param chain its place in the chain of a source that shows tampering
 * @param other whatever else was stored; each name is a JSON Pointer (RFC 6901) into the hit
 */
@JsonPropertyOrder("schema_version")
public record Incident(
        String id,
        int revision,
        Kind kind,
        Severity severity,
        @JsonProperty("time") Instant occurredAt,
        @JsonProperty("observed") Instant observedAt,
        @Nullable Token token,
        @Nullable String channel,
        @Nullable Hit hit,
        @Nullable Source source,
        @Nullable Geo geo,
        @JsonProperty("as") @Nullable AutonomousSystem autonomousSystem,
        @Nullable Http http,
        @Nullable Dns dns,
        @Nullable Mail mail,
        @Nullable Cloud cloud,
        @Nullable Payment payment,
        @Nullable Browser browser,
        @Nullable DeviceLocation deviceLocation,
        @Nullable Host host,
        @Nullable User user,
        @Nullable FileActivity file,
        @Nullable RunningProcess process,
        @Nullable Exposure exposure,
        @Nullable Gap gap,
        @Nullable Monitor monitor,
        @Nullable Chain chain,
        List<Attribute> other) {

    /** Version of the published JSON form; grows when a field changes its meaning, not when one is added. */
    public static final String SCHEMA_VERSION = "1";

    /** Refuses an id that {@link IncidentId} did not make and a revision below 1. */
    public Incident {
        if (!IncidentId.isValid(id)) {
            throw new IllegalArgumentException("an incident's id is 32 lower-case hexadecimal digits");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("an incident's revision counts from 1");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(observedAt, "observedAt");
        other = Lists.copy(other);
    }

    /** See {@link #SCHEMA_VERSION}. */
    @JsonProperty(value = "schema_version", access = JsonProperty.Access.READ_ONLY)
    public String schemaVersion() {
        return SCHEMA_VERSION;
    }

    /** Starts an incident with what every one has; the rest is optional. */
    public static IncidentBuilder of(String id, Kind kind, Severity severity, Instant occurredAt, Instant observedAt) {
        return new IncidentBuilder(id, kind, severity, occurredAt, observedAt);
    }

    /** The same incident as a later revision of itself. */
    public Incident asRevision(int next, Kind nextKind) {
        return new Incident(
                id,
                next,
                nextKind,
                severity,
                occurredAt,
                observedAt,
                token,
                channel,
                hit,
                source,
                geo,
                autonomousSystem,
                http,
                dns,
                mail,
                cloud,
                payment,
                browser,
                deviceLocation,
                host,
                user,
                file,
                process,
                exposure,
                gap,
                monitor,
                chain,
                other);
    }
}
