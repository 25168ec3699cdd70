package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON as Python's {@code json.dumps} writes it: bare {@code NaN} and {@code Infinity}, lone surrogates and any name are
 * possible. Numbers stay the text they were. Thread-safe.
 */
public final class StoredJson {
    /** What is nested deeper is replaced by a mark. */
    public static final int DEPTH = 64;

    private static final String TOO_DEEP = "[cut: nested deeper than " + DEPTH + " levels]";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // Names are the attacker's: a table of them would grow without end, and fails on purpose when they are made to
    // collide.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(5_000)
                    .maxNameLength(1 << 20)
                    .maxNumberLength(1 << 20)
                    .maxStringLength(64 << 20)
                    .maxDocumentLength(512L << 20)
                    .build())
            .build();

    private StoredJson() {}

    /** A parser that stands before the document. */
    public static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    /** One whole document. */
    public static JsonNode read(byte[] json) throws IOException {
        try (JsonParser parser = parser(json)) {
            if (parser.nextToken() == null) {
                throw new IOException("nothing there");
            }
            JsonNode value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return value;
        }
    }

    /** The value that the parser stands at. */
    public static JsonNode value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart() && depth >= DEPTH) {
            parser.skipChildren();
            return NODES.textNode(TOO_DEEP);
        }
        if (token == JsonToken.START_OBJECT) {
            return object(parser, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser, depth + 1));
            }
            return array;
        }
        if (token.isBoolean()) {
            return NODES.booleanNode(token == JsonToken.VALUE_TRUE);
        }
        return token == JsonToken.VALUE_NULL ? NODES.nullNode() : NODES.textNode(parser.getText());
    }

    private static ObjectNode object(JsonParser parser, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value(parser, depth + 1));
        }
        return object;
    }
}
