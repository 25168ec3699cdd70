package io.github.canarysiem.source.redis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token's hash was found to hold.
 *
 * @param values as stored
 * @param hits all hits that could be read, by their sightings, in order
 * @param exposure the report that the key lies in public
 * @param exposureSighting the sighting of that report
 * @param damaged the fields that could not be read, by their sightings
 * @param pushed whether the server has just said that this token has changed
 */
record TokenReading(
        TokenValues values,
        Map<Sighting, StoredHit> hits,
        @Nullable JsonNode exposure,
        @Nullable Sighting exposureSighting,
        Map<Sighting, String> damaged,
        boolean pushed) {
    private static final String LIST = "triggered_list";
    private static final String EXPOSURE = "key_exposed_details";

    static TokenReading of(TokenValues values, boolean pushed) {
        Map<Sighting, StoredHit> hits = new LinkedHashMap<>();
        Map<Sighting, String> damaged = new LinkedHashMap<>();
        if (values.hits() != null) {
            HitList list = HitList.read(values.hits());
            list.hits().forEach(hit -> hits.put(HitIdentity.of(values.id(), hit), hit));
            if (!list.whole()) {
                damaged.put(GapIncidents.unreadable(values.id(), LIST), LIST);
            }
        }
        JsonNode exposure = null;
        if (values.exposure() != null) {
            try {
                exposure = StoredJson.read(values.exposure());
            } catch (IOException e) {
                damaged.put(GapIncidents.unreadable(values.id(), EXPOSURE), EXPOSURE);
            }
        }
        Sighting sighting = exposure == null ? null : HitIdentity.ofExposure(values.id(), exposure);
        return new TokenReading(values, hits, exposure, sighting, damaged, pushed);
    }

    /** A key that is no hash at all. */
    static TokenReading ofStranger(byte[] key, boolean pushed) {
        TokenValues values = new TokenValues(TokenValues.idOf(key), null, null, null, null);
        Sighting sighting = GapIncidents.unreadable(values.id(), LIST);
        return new TokenReading(values, Map.of(), null, null, Map.of(sighting, LIST), pushed);
    }

    /** All that the ledger may know. */
    List<Sighting> sightings() {
        List<Sighting> all = new ArrayList<>(hits.keySet());
        if (exposureSighting != null) {
            all.add(exposureSighting);
        }
        all.addAll(damaged.keySet());
        return all;
    }

    /** Says that this token has had hits, whatever becomes of them. */
    Sighting marker() {
        return Sighting.of(HitIdentity.id("token", values.id()));
    }
}
