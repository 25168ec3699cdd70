package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code triggered_list} holds: one JSON object, of which each member is a hit, in the order of saving.
 *
 * @param hits all that could be read, in order
 * @param whole false if there is something behind or between them that is no JSON
 */
public record HitList(List<StoredHit> hits, boolean whole) {
    /** Reads as far as it goes: the hits in front of a fault are good. */
    public static HitList read(byte[] json) {
        List<StoredHit> hits = new ArrayList<>();
        try (JsonParser parser = StoredJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new HitList(hits, false);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                hits.add(new StoredHit(key, StoredJson.value(parser, 0)));
            }
            return new HitList(hits, parser.nextToken() == null);
        } catch (IOException e) {
            return new HitList(hits, false);
        }
    }
}
