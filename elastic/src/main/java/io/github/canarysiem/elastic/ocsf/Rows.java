package io.github.canarysiem.elastic.ocsf;

import static io.github.canarysiem.elastic.form.FieldType.DATE;
import static io.github.canarysiem.elastic.form.FieldType.FLOAT;
import static io.github.canarysiem.elastic.form.FieldType.IP;
import static io.github.canarysiem.elastic.form.FieldType.KEYWORD;
import static io.github.canarysiem.elastic.form.FieldType.LONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.github.canarysiem.elastic.form.FieldType;
import io.github.canarysiem.elastic.form.Row;
import io.github.canarysiem.elastic.form.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of an incident becomes which attribute. What is not listed here, or not moved, stands under {@code unmapped}. */
final class Rows {
    private static final Pattern MAIL = Pattern.compile("[^@\\s<>]{1,64}@[^@\\s<>]{1,255}");

    /** The whole table; {@code evidences} is a list of one object. */
    static final List<Row> ALL = List.of(
            Row.moved("time", DATE, "@timestamp"),
            Row.made("time", LONG, "start_time", (value, incident) -> milliseconds(value)),
            Row.made("time", LONG, "end_time", (value, incident) -> milliseconds(value)),
            Row.made("observed", LONG, "metadata.logged_time", (value, incident) -> milliseconds(value)),
            Row.copied("id", KEYWORD, "finding_info.uid"),
            Row.made("id", KEYWORD, "metadata.uid", Rows::document),
            Row.copied("revision", LONG, "metadata.sequence"),
            Row.copied("token.id", KEYWORD, "finding_info.analytic.uid"),
            Row.copied("token.type", KEYWORD, "finding_info.analytic.category"),
            Row.copied("token.type", KEYWORD, "metadata.event_code"),
            Row.copied("token.memo", KEYWORD, "finding_info.desc"),
            Row.moved("source.address", KEYWORD, "evidences.src_endpoint.name"),
            Row.moved("source.ip", IP, "evidences.src_endpoint.ip"),
            Row.moved("source.port", LONG, "evidences.src_endpoint.port"),
            Row.moved("source.hostname", KEYWORD, "evidences.src_endpoint.hostname"),
            Row.moved("geo.country", KEYWORD, "evidences.src_endpoint.location.country"),
            Row.moved("geo.city", KEYWORD, "evidences.src_endpoint.location.city"),
            Row.moved("geo.postal", KEYWORD, "evidences.src_endpoint.location.postal_code"),
            Row.made("geo.location", FLOAT, "evidences.src_endpoint.location.lat", (value, i) -> degrees(value, "lat")),
            Row.made(
                    "geo.location", FLOAT, "evidences.src_endpoint.location.long", (value, i) -> degrees(value, "lon")),
            Row.made(
                    "as.number",
                    LONG,
                    "evidences.src_endpoint.autonomous_system.number",
                    (value, incident) -> Values.systemNumber(value)),
            Row.moved("as.name", KEYWORD, "evidences.src_endpoint.autonomous_system.name"),
            Row.moved("http.user_agent", KEYWORD, "evidences.http_request.user_agent"),
            Row.moved("http.referrer", KEYWORD, "evidences.http_request.referrer"),
            Row.moved("http.location", KEYWORD, "evidences.http_request.url.url_string"),
            Row.listed("http.forwarded_for", IP, "evidences.http_request.x_forwarded_for"),
            Row.made("mail.sender", KEYWORD, "evidences.email.from", (value, incident) -> mailbox(value)),
            Row.made("mail.sender", KEYWORD, "evidences.email.smtp_from", (value, incident) -> mailbox(value)),
            Row.moved("mail.recipients", KEYWORD, "evidences.email.to"),
            Row.copied("mail.recipients", KEYWORD, "evidences.email.smtp_to"),
            Row.moved("cloud.event", KEYWORD, "evidences.api.operation"),
            Row.copied("cloud.provider", KEYWORD, "cloud.provider"),
            Row.copied("cloud.account", KEYWORD, "cloud.account.uid"),
            Row.copied("cloud.region", KEYWORD, "cloud.region"),
            Row.moved("host.name", KEYWORD, "evidences.device.hostname"),
            Row.moved("host.domain", KEYWORD, "evidences.device.domain"),
            Row.moved("user.name", KEYWORD, "evidences.actor.user.name"),
            Row.moved("user.id", KEYWORD, "evidences.actor.user.uid"),
            Row.moved("file.path", KEYWORD, "evidences.file.path"),
            Row.made("file.path", KEYWORD, "evidences.file.name", (value, incident) -> fileName(value)),
            Row.moved("process.name", KEYWORD, "evidences.process.name"),
            Row.moved("process.pid", LONG, "evidences.process.pid"),
            Row.moved("process.executable", KEYWORD, "evidences.process.file.path"),
            Row.made("process.executable", KEYWORD, "evidences.process.file.name", (value, i) -> fileName(value)),
            Row.made("process.command_line", KEYWORD, "evidences.process.cmd_line", (value, i) -> joined(value)),
            Row.made("process.started_at", LONG, "evidences.process.created_time", (value, i) -> milliseconds(value)),
            Row.moved("process.container", KEYWORD, "evidences.container.uid"),
            Row.made("exposure.location", KEYWORD, "finding_info.src_url", (value, incident) -> Values.link(value)));

    private Rows() {}

    /** Milliseconds since 1970, the schema's form of a time; null for a time that no index takes. */
    static @Nullable JsonNode milliseconds(JsonNode value) {
        JsonNode time = Values.of(FieldType.DATE, value);
        return time == null
                ? null
                : LongNode.valueOf(Instant.parse(time.asText()).toEpochMilli());
    }

    private static JsonNode document(JsonNode value, JsonNode incident) {
        return Values.text(value.asText() + "-" + incident.path("revision").asText());
    }

    private static @Nullable JsonNode degrees(JsonNode value, String name) {
        JsonNode point = Values.of(FieldType.GEO_POINT, value);
        return point == null ? null : point.get(name);
    }

    private static @Nullable JsonNode mailbox(JsonNode value) {
        return MAIL.matcher(value.asText()).matches() ? Values.text(value.asText()) : null;
    }

    /** A name is required where there is a path. */
    private static JsonNode fileName(JsonNode value) {
        JsonNode name = Values.nameOfPath(value);
        return name == null ? Values.text(value.asText()) : name;
    }

    private static JsonNode joined(JsonNode value) {
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.asText()));
        return Values.text(String.join(" ", texts));
    }
}
