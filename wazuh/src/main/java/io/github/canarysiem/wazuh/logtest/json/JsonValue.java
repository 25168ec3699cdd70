package io.github.canarysiem.wazuh.logtest.json;

import java.util.List;

/** A value. Texts are byte strings, one character of ISO-8859-1 for each byte. Immutable. */
public sealed interface JsonValue {
    /** A string, up to its first NUL, for the engine's strings end there. */
    record JsonText(String text) implements JsonValue {}

    /** A number; infinite when it is too large. */
    record JsonNumber(double value) implements JsonValue {}

    /** {@code true}, {@code false} or {@code null}. */
    record JsonLiteral(String text) implements JsonValue {}

    /** An array. */
    record JsonArray(List<JsonValue> values) implements JsonValue {}

    /** An object; names may occur twice. */
    record JsonObject(List<Member> members) implements JsonValue {}

    /** A name and its value. */
    record Member(String name, JsonValue value) {}
}
