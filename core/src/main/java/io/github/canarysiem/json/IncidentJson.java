package io.github.canarysiem.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The published JSON form of an incident, {@value io.github.canarysiem.Incident#SCHEMA_VERSION}.
 *
 * <p>Field names are fixed: no name that an attacker chose is ever a key. Absent parts and empty lists are left out. Times are
 * ISO 8601 in UTC; ids, keys and epochs are strings. Every string is well-formed Unicode without NUL (see {@link Text}). The
 * JSON Schema lies beside this class as {@code incident.schema.json}.
 *
 * <p>Thread-safe.
 */
public final class IncidentJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .withConfigOverride(
                    List.class,
                    list -> list.setInclude(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
            .addModule(new SimpleModule("incident")
                    .addSerializer(String.class, new TextSerializer())
                    .addSerializer(Instant.class, new InstantSerializer())
                    .addDeserializer(Instant.class, new InstantDeserializer()))
            // What is written into another document does not end it.
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private IncidentJson() {}

    /** The incident as a JSON object that belongs to the caller; {@code schema_version} comes first. */
    public static ObjectNode toTree(Incident incident) {
        return MAPPER.valueToTree(incident);
    }

    /** The incident as compact JSON in UTF-8, on one line. */
    public static byte[] toBytes(Incident incident) {
        try {
            return MAPPER.writeValueAsBytes(incident);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an incident can always be written as JSON", e);
        }
    }

    /** Writes the incident as a value of a larger document. */
    public static void write(Incident incident, JsonGenerator json) throws IOException {
        MAPPER.writeValue(json, incident);
    }

    /**
     * Reads what {@link #toBytes} wrote; fields that this version does not know are passed over.
     *
     * @throws IOException if the bytes are no incident
     */
    public static Incident read(byte[] json) throws IOException {
        return MAPPER.readValue(json, Incident.class);
    }

    /**
     * Reads the incident that the parser stands at, a value of a larger document.
     *
     * @throws IOException if it is none
     */
    public static Incident read(JsonParser json) throws IOException {
        return MAPPER.readValue(json, Incident.class);
    }
}
