package io.github.canarysiem.elastic.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.IpLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects of OCSF with their attributes, as published; the resource names its origin. */
final class OcsfSchema {
    private static final String FILE = "ocsf-" + OcsfFormat.VERSION + ".txt";
    private static final long LATEST = 253_402_300_799_999L;

    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Map<String, List<String>> required = new HashMap<>();
    private final Map<String, List<String>> oneOf = new HashMap<>();

    OcsfSchema() {
        text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(" ")))
                .forEach(words -> {
                    List<String> names = words.subList(2, words.size());
                    switch (words.get(0)) {
                        case "required" -> required.put(words.get(1), names);
                        case "one-of" -> oneOf.put(words.get(1), names);
                        default ->
                            types.computeIfAbsent(words.get(0), object -> new HashMap<>())
                                    .put(words.get(1), String.join(" ", names));
                    }
                });
    }

    /** What is wrong with an object; names of paths. */
    List<String> faults(String object, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(object, object, value, faults);
        return faults;
    }

    private void check(String path, String object, JsonNode value, List<String> faults) {
        value.properties().forEach(property -> {
            String type = types.getOrDefault(object, Map.of()).get(property.getKey());
            String name = path + "." + property.getKey();
            JsonNode part = property.getValue();
            if (type == null) {
                faults.add(name + " is no attribute");
            } else if (type.endsWith(" array") != part.isArray()) {
                faults.add(name + " is a list, or not");
            } else if (part.isArray()) {
                part.forEach(each -> checkPart(name, type.replace(" array", ""), each, faults));
            } else {
                checkPart(name, type, part, faults);
            }
        });
        required.getOrDefault(object, List.of()).stream()
                .filter(name -> !value.has(name))
                .forEach(name -> faults.add(path + "." + name + " is required"));
        List<String> alternatives = oneOf.getOrDefault(object, List.of());
        if (!alternatives.isEmpty() && alternatives.stream().noneMatch(value::has)) {
            faults.add(path + " has none of " + alternatives);
        }
    }

    private void checkPart(String path, String type, JsonNode value, List<String> faults) {
        if (types.containsKey(type)) {
            check(path, type, value, faults);
            return;
        }
        boolean fits = switch (type) {
            case "object", "json_t" -> value.isObject();
            case "integer_t", "long_t" -> value.canConvertToLong() && value.isIntegralNumber();
            case "port_t" -> value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() < 1 << 16;
            case "timestamp_t" -> value.isIntegralNumber() && Math.abs(value.asLong()) <= LATEST;
            case "float_t" -> value.isNumber();
            case "boolean_t" -> value.isBoolean();
            case "ip_t" -> value.isTextual() && IpLiteral.canonical(value.asText()) != null;
            default -> value.isTextual();
        };
        if (!fits) {
            faults.add(path + " is no " + type);
        }
    }

    private static String text() {
        try (InputStream resource = OcsfSchema.class.getResourceAsStream(FILE)) {
            if (resource == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
