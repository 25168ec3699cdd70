package io.github.canarysiem.wazuh;

import static io.github.canarysiem.wazuh.WazuhField.Type.FLAG;
import static io.github.canarysiem.wazuh.WazuhField.Type.INTEGER;
import static io.github.canarysiem.wazuh.WazuhField.Type.LIST;
import static io.github.canarysiem.wazuh.WazuhField.Type.TEXT;

/**
 * Every field that a {@link WazuhLine} can hold, in the order in which it writes them: the one list that rules, index mappings
 * and documents are made from or tested against.
 *
 * <p>{@link #SRCIP} is Wazuh's own static field, which active response and the stock correlation options read. All others are
 * dynamic fields: they lie below {@code canary}, where no name clashes with Wazuh's static names or with its index template.
 */
public enum WazuhField {
    SRCIP("srcip", TEXT, "the source address, present only if it is one IP address"),
    SCHEMA_VERSION("canary.schema_version", TEXT, "version of this form"),
    ID("canary.id", TEXT, "the incident's id, 32 hexadecimal digits; the same line sent twice has the same id"),
    REVISION("canary.revision", INTEGER, "1 when first seen, counts up when the same hit has changed"),
    KIND("canary.kind", TEXT, "what happened, such as hit or key-exposed"),
    SEVERITY("canary.severity", TEXT, "informational, low, medium, high or critical"),
    TIME("canary.time", TEXT, "when it happened, ISO 8601 in UTC"),
    OBSERVED("canary.observed", TEXT, "when canary-siem saw it, ISO 8601 in UTC"),
    TOKEN_ID("canary.token.id", TEXT, "the token, as it stands in its address"),
    TOKEN_TYPE("canary.token.type", TEXT, "the server's name of the token's kind, such as aws_keys"),
    TOKEN_MEMO("canary.token.memo", TEXT, "the defender's reminder of where the token lies"),
    CHANNEL("canary.channel", TEXT, "the server's channel, such as HTTP or DNS"),
    HIT_KEY("canary.hit.key", TEXT, "the name of the hit in the server's list, mostly Unix seconds"),
    HIT_KEY_IS_TIME("canary.hit.key_is_time", FLAG, "whether that name was credible as the time"),
    HIT_ALERT_STATUS("canary.hit.alert_status", TEXT, "the server's verdict, alertable or ignored_ip"),
    SOURCE_ADDRESS("canary.source.address", TEXT, "where the attacker came from, as the server noted it"),
    SOURCE_IP("canary.source.ip", TEXT, "that address in canonical form, if it is one IP address"),
    SOURCE_PORT("canary.source.port", INTEGER, "the source port"),
    SOURCE_HOSTNAME("canary.source.hostname", TEXT, "the reverse name of the address"),
    SOURCE_TOR("canary.source.tor", FLAG, "whether the address is a Tor exit"),
    SOURCE_BOGON("canary.source.bogon", FLAG, "whether the address cannot come from the public internet"),
    GEO_COUNTRY("canary.geo.country", TEXT, "two-letter code of the country"),
    GEO_REGION("canary.geo.region", TEXT, "region"),
    GEO_CITY("canary.geo.city", TEXT, "city"),
    GEO_POSTAL("canary.geo.postal", TEXT, "postal code"),
    GEO_TIMEZONE("canary.geo.timezone", TEXT, "time zone, IANA name"),
    GEO_LOCATION("canary.geo.location", TEXT, "latitude,longitude in degrees"),
    GEO_ORGANIZATION("canary.geo.organization", TEXT, "owner of the network"),
    AS_NUMBER("canary.as.number", TEXT, "autonomous system, such as AS64500"),
    AS_NAME("canary.as.name", TEXT, "its operator"),
    AS_DOMAIN("canary.as.domain", TEXT, "its operator's domain"),
    AS_ROUTE("canary.as.route", TEXT, "the announced prefix"),
    AS_TYPE("canary.as.type", TEXT, "class of network, such as isp or hosting"),
    HTTP_USER_AGENT("canary.http.user_agent", TEXT, "the client's own description"),
    HTTP_HOST("canary.http.host", TEXT, "the Host header"),
    HTTP_FORWARDED_FOR("canary.http.forwarded_for", TEXT, "the X-Forwarded-For header; a claim, not an address"),
    HTTP_REFERRER("canary.http.referrer", TEXT, "the page the request came from"),
    HTTP_LOCATION("canary.http.location", TEXT, "the page or path that was asked for"),
    HTTP_JA4("canary.http.ja4", TEXT, "TLS client fingerprint"),
    HTTP_HEADERS("canary.http.headers", LIST, "all headers: objects with name and values"),
    HTTP_ARGUMENTS("canary.http.arguments", LIST, "query and form arguments: objects with name and values"),
    DNS_DATA("canary.dns.data", TEXT, "what the lookup carried to the token"),
    MAIL_SENDER("canary.mail.sender", TEXT, "envelope sender"),
    MAIL_RECIPIENTS("canary.mail.recipients", LIST, "envelope recipients"),
    MAIL_LINKS("canary.mail.links", LIST, "links in the body"),
    MAIL_HEADERS("canary.mail.headers", LIST, "header lines"),
    MAIL_ATTACHMENTS("canary.mail.attachments", LIST, "the server's notes on attachments"),
    MAIL_HELO_NAME("canary.mail.helo_name", TEXT, "the name the sending host gave"),
    MAIL_HELO_ADDRESS("canary.mail.helo_address", TEXT, "the address the sending host connected from"),
    CLOUD_PROVIDER("canary.cloud.provider", TEXT, "aws, azure, slack or crowdstrike"),
    CLOUD_EVENT("canary.cloud.event", TEXT, "the call that was made, such as GetCallerIdentity"),
    CLOUD_ACCOUNT("canary.cloud.account", TEXT, "the account the credentials belong to"),
    CLOUD_REGION("canary.cloud.region", TEXT, "the provider's region"),
    CLOUD_LOG("canary.cloud.log", LIST, "everything the log entry held: objects with name and values"),
    PAYMENT_LAST4("canary.payment.last4", TEXT, "last digits of the card"),
    PAYMENT_AMOUNT("canary.payment.amount", TEXT, "amount with currency"),
    PAYMENT_MERCHANT("canary.payment.merchant", TEXT, "who tried to charge"),
    BROWSER_NAME("canary.browser.name", TEXT, "the visitor's browser"),
    BROWSER_VERSION("canary.browser.version", TEXT, "its version"),
    BROWSER_VENDOR("canary.browser.vendor", TEXT, "its vendor"),
    BROWSER_LANGUAGE("canary.browser.language", TEXT, "preferred language"),
    BROWSER_OPERATING_SYSTEM("canary.browser.operating_system", TEXT, "operating system"),
    BROWSER_PLATFORM("canary.browser.platform", TEXT, "platform"),
    DEVICE_LOCATION_LATITUDE("canary.device_location.latitude", TEXT, "degrees, as the device sent them"),
    DEVICE_LOCATION_LONGITUDE("canary.device_location.longitude", TEXT, "degrees, as the device sent them"),
    DEVICE_LOCATION_ACCURACY("canary.device_location.accuracy", TEXT, "metres, as the device sent them"),
    DEVICE_LOCATION_TIMESTAMP("canary.device_location.timestamp", TEXT, "milliseconds since 1970 by its clock"),
    HOST_NAME("canary.host.name", TEXT, "the machine on which the token was used"),
    HOST_DOMAIN("canary.host.domain", TEXT, "its Windows or DNS domain"),
    USER_NAME("canary.user.name", TEXT, "the account that used the token"),
    USER_ID("canary.user.id", TEXT, "its numeric id"),
    USER_LOGIN_NAME("canary.user.login_name", TEXT, "who logged in, before any change of account"),
    USER_LOGIN_ID("canary.user.login_id", TEXT, "that account's numeric id"),
    FILE_PATH("canary.file.path", TEXT, "the file"),
    FILE_OPERATIONS("canary.file.operations", LIST, "such as open, read, write"),
    FILE_DETECTOR("canary.file.detector", TEXT, "the mechanism that saw it, such as fanotify"),
    FILE_ATTRIBUTION("canary.file.attribution", TEXT, "full, pid or none: how well the actor is known"),
    FILE_TARGET("canary.file.target", TEXT, "where the file was moved or linked to"),
    FILE_COUNT("canary.file.count", INTEGER, "how often the same actor did so within the watcher's window"),
    PROCESS_NAME("canary.process.name", TEXT, "short name of the process"),
    PROCESS_PID("canary.process.pid", TEXT, "process id"),
    PROCESS_EXECUTABLE("canary.process.executable", TEXT, "path of the program"),
    PROCESS_COMMAND_LINE("canary.process.command_line", LIST, "arguments, in order"),
    PROCESS_WORKING_DIRECTORY("canary.process.working_directory", TEXT, "current directory"),
    PROCESS_STARTED_AT("canary.process.started_at", TEXT, "start of the process, ISO 8601 in UTC"),
    PROCESS_SESSION("canary.process.session", TEXT, "login session"),
    PROCESS_CONTAINER("canary.process.container", TEXT, "container or cgroup"),
    PROCESS_ANCESTORS("canary.process.ancestors", LIST, "executables of its parents, nearest first"),
    EXPOSURE_LOCATION("canary.exposure.location", TEXT, "where a key was found in public"),
    EXPOSURE_REPORTED_TIME("canary.exposure.reported_time", TEXT, "when, as the report wrote it"),
    GAP_REASON("canary.gap.reason", TEXT, "why hits may be missing"),
    GAP_KEPT("canary.gap.kept", INTEGER, "how many hits the server still holds"),
    GAP_DETAIL("canary.gap.detail", TEXT, "one sentence for the analyst"),
    MONITOR_NAME("canary.monitor.name", TEXT, "the part of canary-siem that speaks"),
    MONITOR_DETAIL("canary.monitor.detail", TEXT, "one sentence for the analyst"),
    CHAIN_SEQUENCE("canary.chain.sequence", INTEGER, "its number in the chain of its source, from 1"),
    CHAIN_PREVIOUS("canary.chain.previous", TEXT, "digest of the link before"),
    CHAIN_DIGEST("canary.chain.digest", TEXT, "digest over the incident and the link before"),
    OTHER("canary.other", LIST, "whatever else was stored: objects with name and values"),
    TRUNCATED("canary.truncated", LIST, "names below canary of what was shortened or left out to fit the line");

    /** What a field holds, as JSON and so as Wazuh reads it. */
    public enum Type {
        /** A string. */
        TEXT,
        /** A 32-bit integer; others become text because Wazuh would print them as floating point. */
        INTEGER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** An array; one field of Wazuh, which holds its JSON text. */
        LIST
    }

    private final String path;
    private final Type type;
    private final String meaning;

    WazuhField(String path, Type type, String meaning) {
        this.path = path;
        this.type = type;
        this.meaning = meaning;
    }

    /** The field's name in rules, such as {@code canary.token.memo}. */
    public String path() {
        return path;
    }

    /** What it holds. */
    public Type type() {
        return type;
    }

    /** What it says, in a few words. */
    public String meaning() {
        return meaning;
    }
}
