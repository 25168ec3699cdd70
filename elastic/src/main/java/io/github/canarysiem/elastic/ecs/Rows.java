package io.github.canarysiem.elastic.ecs;

import static io.github.canarysiem.elastic.form.FieldType.DATE;
import static io.github.canarysiem.elastic.form.FieldType.GEO_POINT;
import static io.github.canarysiem.elastic.form.FieldType.IP;
import static io.github.canarysiem.elastic.form.FieldType.KEYWORD;
import static io.github.canarysiem.elastic.form.FieldType.LONG;
import static io.github.canarysiem.elastic.form.FieldType.WILDCARD;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.elastic.form.Row;
import io.github.canarysiem.elastic.form.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which part of an incident becomes which field of ECS. What is not listed here, or not moved, stands under {@code canary}. */
final class Rows {
    /** Others that use the model's part "cloud" sell services, not infrastructure. */
    private static final Set<String> CLOUDS = Set.of("aws", "azure", "gcp");

    /** The whole table. */
    static final List<Row> ALL = List.of(
            Row.moved("time", DATE, "@timestamp"),
            Row.moved("observed", DATE, "event.created"),
            Row.copied("id", KEYWORD, "event.id"),
            Row.copied("revision", LONG, "event.sequence"),
            Row.copied("token.id", KEYWORD, "rule.id"),
            Row.copied("token.type", KEYWORD, "rule.category"),
            Row.copied("token.type", KEYWORD, "event.code"),
            Row.copied("token.memo", KEYWORD, "rule.description"),
            Row.moved("source.address", KEYWORD, "source.address"),
            Row.moved("source.ip", IP, "source.ip"),
            Row.listed("source.ip", IP, "related.ip"),
            Row.moved("source.port", LONG, "source.port"),
            Row.moved("source.hostname", KEYWORD, "source.domain"),
            Row.listed("source.hostname", KEYWORD, "related.hosts"),
            Row.moved("geo.country", KEYWORD, "source.geo.country_iso_code"),
            Row.moved("geo.region", KEYWORD, "source.geo.region_name"),
            Row.moved("geo.city", KEYWORD, "source.geo.city_name"),
            Row.moved("geo.postal", KEYWORD, "source.geo.postal_code"),
            Row.moved("geo.timezone", KEYWORD, "source.geo.timezone"),
            Row.copied("geo.location", GEO_POINT, "source.geo.location"),
            Row.made("as.number", LONG, "source.as.number", (value, incident) -> Values.systemNumber(value)),
            Row.moved("as.name", KEYWORD, "source.as.organization.name"),
            Row.moved("http.user_agent", KEYWORD, "user_agent.original"),
            Row.made("http.host", KEYWORD, "destination.domain", (value, incident) -> Values.hostName(value)),
            Row.listed("http.forwarded_for", IP, "related.ip"),
            Row.moved("http.referrer", KEYWORD, "http.request.referrer"),
            Row.moved("http.location", WILDCARD, "url.original"),
            Row.made("http.location", KEYWORD, "url.domain", (value, incident) -> Values.hostOfLink(value)),
            Row.moved("mail.sender", KEYWORD, "email.sender.address"),
            Row.moved("mail.recipients", KEYWORD, "email.to.address"),
            Row.listed("mail.helo_address", IP, "related.ip"),
            Row.made("cloud.provider", KEYWORD, "cloud.provider", Rows::ofCloud),
            Row.made("cloud.account", KEYWORD, "cloud.account.id", Rows::ofCloud),
            Row.made("cloud.region", KEYWORD, "cloud.region", Rows::ofCloud),
            Row.moved("browser.name", KEYWORD, "user_agent.name"),
            Row.moved("browser.version", KEYWORD, "user_agent.version"),
            Row.moved("browser.operating_system", KEYWORD, "user_agent.os.name"),
            Row.moved("host.name", KEYWORD, "host.name"),
            Row.listed("host.name", KEYWORD, "related.hosts"),
            Row.moved("host.domain", KEYWORD, "host.domain"),
            Row.moved("user.name", KEYWORD, "user.name"),
            Row.listed("user.name", KEYWORD, "related.user"),
            Row.moved("user.id", KEYWORD, "user.id"),
            Row.listed("user.login_name", KEYWORD, "related.user"),
            Row.moved("file.path", KEYWORD, "file.path"),
            Row.made("file.path", KEYWORD, "file.name", (value, incident) -> Values.nameOfPath(value)),
            Row.made("file.path", KEYWORD, "file.directory", (value, incident) -> Values.folderOfPath(value)),
            Row.moved("process.name", KEYWORD, "process.name"),
            Row.moved("process.pid", LONG, "process.pid"),
            Row.moved("process.executable", KEYWORD, "process.executable"),
            Row.moved("process.command_line", KEYWORD, "process.args"),
            Row.made(
                    "process.command_line",
                    WILDCARD,
                    "process.command_line",
                    (value, incident) -> Values.text(String.join(" ", texts(value)))),
            Row.moved("process.working_directory", KEYWORD, "process.working_directory"),
            Row.moved("process.started_at", DATE, "process.start"),
            Row.made(
                    "process.ancestors",
                    KEYWORD,
                    "process.parent.executable",
                    (value, incident) -> Values.text(value.path(0).asText())),
            Row.moved("process.container", KEYWORD, "container.id"),
            Row.made("exposure.location", KEYWORD, "event.reference", (value, incident) -> Values.link(value)));

    private Rows() {}

    private static @Nullable JsonNode ofCloud(JsonNode value, JsonNode incident) {
        boolean cloud = CLOUDS.contains(incident.path("cloud").path("provider").asText());
        return cloud ? Values.text(value.asText()) : null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
