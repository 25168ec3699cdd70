package io.github.canarysiem.splunk.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a real Splunk 10.4.3 reads the objects of a request, one after the other. */
final class EventObjects {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> KEYS = Set.of("time", "host", "source", "sourcetype", "index", "event", "fields");

    private EventObjects() {}

    /**
     * What became of a request.
     *
     * @param objects those that are stored, as they came
     * @param refusal the answer, unless all is well
     */
    record Taken(List<byte[]> objects, Optional<SplunkServer.Answer> refusal) {}

    static Taken of(byte[] request, Set<String> indexes) {
        List<byte[]> objects = new ArrayList<>();
        int taken = 0;
        try (MappingIterator<JsonNode> each = MAPPER.readerFor(JsonNode.class).readValues(request)) {
            while (each.hasNext()) {
                JsonNode object = each.next();
                if (hasUnknownKey(object)) {
                    // Measured: 200, and neither this object nor one behind it is indexed.
                    return new Taken(objects, Optional.empty());
                }
                Optional<SplunkServer.Answer> refusal = refusal(object, objects.size(), indexes);
                if (refusal.isPresent()) {
                    return new Taken(objects, refusal);
                }
                int end = (int) each.getCurrentLocation().getByteOffset();
                objects.add(Arrays.copyOfRange(request, taken, end));
                taken = end;
            }
            return new Taken(objects, Optional.empty());
        } catch (RuntimeJsonMappingException | JsonProcessingException e) {
            return new Taken(objects, faulty(6, "Invalid data format", objects.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was taken, to look into. */
    static JsonNode read(byte[] object) {
        try {
            return MAPPER.readTree(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers that a question for acknowledgements asks for. */
    static List<Long> numbers(byte[] question) {
        List<Long> numbers = new ArrayList<>();
        read(question).path("acks").forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }

    private static boolean hasUnknownKey(JsonNode object) {
        return object.isObject()
                && object.properties().stream().map(Map.Entry::getKey).anyMatch(key -> !KEYS.contains(key));
    }

    private static Optional<SplunkServer.Answer> refusal(JsonNode object, int number, Set<String> indexes) {
        if (!object.isObject()) {
            return faulty(6, "Invalid data format", number);
        }
        JsonNode event = object.path("event");
        if (event.isMissingNode()) {
            return faulty(12, "Event field is required", number);
        }
        if (event.isNull() || event.isBoolean()) {
            return faulty(6, "Invalid data format", number);
        }
        if (event.isTextual() && event.asText().isBlank()) {
            return faulty(13, "Event field cannot be blank", number);
        }
        for (JsonNode field : object.path("fields")) {
            if (field.isObject()) {
                return faulty(15, "Error in handling indexed fields", number);
            }
        }
        if (object.has("index") && !indexes.contains(object.path("index").asText())) {
            return faulty(7, "Incorrect index", number + 1);
        }
        return Optional.empty();
    }

    private static Optional<SplunkServer.Answer> faulty(int code, String text, int number) {
        return Optional.of(new SplunkServer.Answer(
                400,
                Map.of(),
                "{\"text\":\"" + text + "\",\"code\":" + code + ",\"invalid-event-number\":" + number + "}"));
    }
}
