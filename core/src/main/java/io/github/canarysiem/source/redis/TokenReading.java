package io.github.canarysiem.source.redis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.source.canarytokens.HitIdentity;
import io.github.canarysiem.source.canarytokens.HitList;
import io.github.canarysiem.source.canarytokens.StoredHit;
import io.github.canarysiem.source.canarytokens.StoredJson;
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
 * @param change the token with its values, as stored
 * @param hits sketches of all hits that could be read, by their sightings, in order; most hits are known, and a million parsed
 *     ones would fill the memory
 * @param exposure the report that the key lies in public
 * @param exposureSighting the sighting of that report
 * @param damaged the fields that could not be read, by their sightings
 */
record TokenReading(
        Change change,
        Map<Sighting, Sketch> hits,
        @Nullable JsonNode exposure,
        @Nullable Sighting exposureSighting,
        Map<Sighting, String> damaged) {
    private static final String LIST = "triggered_list";
    private static final String EXPOSURE = "key_exposed_details";

    /**
     * What must be known of a hit before anybody wants it.
     *
     * @param key see {@link StoredHit#key()}
     * @param place among the hits of its list
     * @param hasAddress whether it tells a source
     */
    record Sketch(String key, int place, boolean hasAddress) {}

    static TokenReading of(Change change) {
        TokenValues values = change.values();
        if (!change.isHash()) {
            return new TokenReading(
                    change, Map.of(), null, null, Map.of(GapIncidents.unreadable(values.id(), LIST), LIST));
        }
        Map<Sighting, Sketch> hits = new LinkedHashMap<>();
        Map<Sighting, String> damaged = new LinkedHashMap<>();
        if (values.hits() != null) {
            HitList list = HitList.read(values.hits());
            for (int place = 0; place < list.hits().size(); place++) {
                StoredHit hit = list.hits().get(place);
                hits.put(
                        HitIdentity.of(values.id(), hit),
                        new Sketch(hit.key(), place, hit.content().has("src_ip")));
            }
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
        return new TokenReading(change, hits, exposure, sighting, damaged);
    }

    TokenValues values() {
        return change.values();
    }

    boolean pushed() {
        return change.pushed();
    }

    /** The hits in full, parsed once more. */
    List<StoredHit> parsed() {
        return values().hits() == null
                ? List.of()
                : HitList.read(values().hits()).hits();
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

    /** See {@link Change#marker()}. */
    Sighting marker() {
        return Sighting.of(change.marker());
    }
}
