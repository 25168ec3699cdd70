package io.github.canarysiem.source.redis;

import io.github.canarysiem.source.canarytokens.HitIncidents;
import io.github.canarysiem.source.canarytokens.StoredHit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Takes a hit apart a few hundred times before the first real one, which else would wait until Java has loaded what it needs. */
final class Rehearsal {
    private static final int TIMES = 500;
    private static final byte[] LIST = """
            {"1700000000.000000": {"src_ip": "192.0.2.1", "geo_info": {"city": "", "country": "", "ip": "192.0.2.1",
            "asn": {"asn": "AS64496", "route": "192.0.2.0/24"}}, "is_tor_relay": false, "input_channel": "HTTP", "useragent": "",
            "request_headers": {"Host": ""}, "request_args": {}, "additional_info": {}, "alert_status": "alertable"}}""".getBytes(StandardCharsets.UTF_8);

    private Rehearsal() {}

    /** Takes about 100 ms. */
    static void run(HitIncidents incidents) {
        TokenValues values = new TokenValues("rehearsal", "web", "", LIST, null);
        for (int i = 0; i < TIMES; i++) {
            TokenReading reading = TokenReading.of(Change.of(values, true, true, true));
            StoredHit hit = reading.parsed().get(0);
            incidents.ofHit(reading.marker().id(), values.token(), hit, Instant.EPOCH);
        }
    }
}
