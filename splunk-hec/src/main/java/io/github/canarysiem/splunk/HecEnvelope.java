package io.github.canarysiem.splunk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an incident as one object for {@code /services/collector/event}. The envelope holds the documented keys alone: Splunk
 * drops an object with any other key, and all that follow, and answers 200.
 *
 * @param host value of {@code host}
 * @param source value of {@code source}
 * @param sourcetype value of {@code sourcetype}
 * @param index value of {@code index}; none for the token's default index
 * @param indexByType indexes for tokens of certain types
 */
record HecEnvelope(
        String host, String source, String sourcetype, Optional<String> index, Map<String, String> indexByType) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final SerializableString LINE_END = new SerializedString("\n");
    private static final int MICROSECONDS = 6;

    /** A generator for objects in UTF-8, each on a line of its own. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out).setRootValueSeparator(LINE_END);
    }

    /** Writes the object. */
    void write(Incident incident, boolean toDefaultIndex, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("time", seconds(incident.occurredAt()));
        json.writeStringField("host", host);
        json.writeStringField("source", source);
        json.writeStringField("sourcetype", sourcetype);
        Optional<String> chosen = toDefaultIndex ? Optional.empty() : indexOf(incident);
        if (chosen.isPresent()) {
            json.writeStringField("index", chosen.get());
        }
        fields(json, incident);
        json.writeFieldName("event");
        IncidentJson.write(incident, json);
        json.writeEndObject();
    }

    /** Indexed fields: what searches filter and deduplicate by. Flat, none of them written by an attacker. */
    private static void fields(JsonGenerator json, Incident incident) throws IOException {
        json.writeObjectFieldStart("fields");
        json.writeStringField("canary_id", incident.id());
        json.writeStringField("canary_revision", Integer.toString(incident.revision()));
        json.writeStringField("canary_kind", incident.kind().code());
        json.writeStringField("canary_severity", incident.severity().code());
        json.writeEndObject();
    }

    private Optional<String> indexOf(Incident incident) {
        String type = incident.token() == null ? null : incident.token().type();
        String ofType = type == null ? null : indexByType.get(type);
        return ofType == null ? index : Optional.of(ofType);
    }

    /** Plain decimal seconds: Splunk guesses the unit of whole numbers by their size. */
    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .setScale(MICROSECONDS, RoundingMode.DOWN);
    }
}
