package io.github.canarysiem;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the optional parts of an {@link Incident}. Not thread-safe; null means "not known" everywhere. */
public final class IncidentBuilder {
    private final String id;
    private final Kind kind;
    private final Severity severity;
    private final Instant occurredAt;
    private final Instant observedAt;
    private @Nullable Token token;
    private @Nullable String channel;
    private @Nullable Hit hit;
    private @Nullable Source source;
    private @Nullable Geo geo;
    private @Nullable AutonomousSystem autonomousSystem;
    private @Nullable Http http;
    private @Nullable Dns dns;
    private @Nullable Mail mail;
    private @Nullable Cloud cloud;
    private @Nullable Payment payment;
    private @Nullable Browser browser;
    private @Nullable DeviceLocation deviceLocation;
    private @Nullable Host host;
    private @Nullable User user;
    private @Nullable FileActivity file;
    private @Nullable RunningProcess process;
    private @Nullable Exposure exposure;
    private @Nullable Gap gap;
    private @Nullable Monitor monitor;
    private @Nullable Chain chain;
    private List<Attribute> other = List.of();

    IncidentBuilder(String id, Kind kind, Severity severity, Instant occurredAt, Instant observedAt) {
        this.id = id;
        this.kind = kind;
        this.severity = severity;
        this.occurredAt = occurredAt;
        this.observedAt = observedAt;
    }

    /** See {@link Incident#token()}. */
    public IncidentBuilder token(@Nullable Token token) {
        this.token = token;
        return this;
    }

    /** See {@link Incident#channel()}. */
    public IncidentBuilder channel(@Nullable String channel) {
        this.channel = channel;
        return this;
    }

    /** See {@link Incident#hit()}. */
    public IncidentBuilder hit(@Nullable Hit hit) {
        this.hit = hit;
        return this;
    }

    /** See {@link Incident#source()}. */
    public IncidentBuilder source(@Nullable Source source) {
        this.source = source;
        return this;
    }

    /** See {@link Incident#geo()}. */
    public IncidentBuilder geo(@Nullable Geo geo) {
        this.geo = geo;
        return this;
    }

    /** See {@link Incident#autonomousSystem()}. */
    public IncidentBuilder autonomousSystem(@Nullable AutonomousSystem autonomousSystem) {
        this.autonomousSystem = autonomousSystem;
        return this;
    }

    /** See {@link Incident#http()}. */
    public IncidentBuilder http(@Nullable Http http) {
        this.http = http;
        return this;
    }

    /** See {@link Incident#dns()}. */
    public IncidentBuilder dns(@Nullable Dns dns) {
        this.dns = dns;
        return this;
    }

    /** See {@link Incident#mail()}. */
    public IncidentBuilder mail(@Nullable Mail mail) {
        this.mail = mail;
        return this;
    }

    /** See {@link Incident#cloud()}. */
    public IncidentBuilder cloud(@Nullable Cloud cloud) {
        this.cloud = cloud;
        return this;
    }

    /** See {@link Incident#payment()}. */
    public IncidentBuilder payment(@Nullable Payment payment) {
        this.payment = payment;
        return this;
    }

    /** See {@link Incident#browser()}. */
    public IncidentBuilder browser(@Nullable Browser browser) {
        this.browser = browser;
        return this;
    }

    /** See {@link Incident#deviceLocation()}. */
    public IncidentBuilder deviceLocation(@Nullable DeviceLocation deviceLocation) {
        this.deviceLocation = deviceLocation;
        return this;
    }

    /** See {@link Incident#host()}. */
    public IncidentBuilder host(@Nullable Host host) {
        this.host = host;
        return this;
    }

    /** See {@link Incident#user()}. */
    public IncidentBuilder user(@Nullable User user) {
        this.user = user;
        return this;
    }

    /** See {@link Incident#file()}. */
    public IncidentBuilder file(@Nullable FileActivity file) {
        this.file = file;
        return this;
    }

    /** See {@link Incident#process()}. */
    public IncidentBuilder process(@Nullable RunningProcess process) {
        this.process = process;
        return this;
    }

    /** See {@link Incident#exposure()}. */
    public IncidentBuilder exposure(@Nullable Exposure exposure) {
        this.exposure = exposure;
        return this;
    }

    /** See {@link Incident#gap()}. */
    public IncidentBuilder gap(@Nullable Gap gap) {
        this.gap = gap;
        return this;
    }

    /** See {@link Incident#monitor()}. */
    public IncidentBuilder monitor(@Nullable Monitor monitor) {
        this.monitor = monitor;
        return this;
    }

    /** See {@link Incident#chain()}. */
    public IncidentBuilder chain(@Nullable Chain chain) {
        this.chain = chain;
        return this;
    }

    /** See {@link Incident#other()}. */
    public IncidentBuilder other(List<Attribute> other) {
        this.other = other;
        return this;
    }

    /** The incident, as revision 1. */
    public Incident build() {
        return new Incident(
                id,
                1,
                kind,
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
