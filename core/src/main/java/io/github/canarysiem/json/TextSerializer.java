package io.github.canarysiem.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/** Writes every string as {@link Text#wellFormed}. */
final class TextSerializer extends StdScalarSerializer<String> {
    private static final long serialVersionUID = 1L;

    TextSerializer() {
        super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(Text.wellFormed(value));
    }
}
