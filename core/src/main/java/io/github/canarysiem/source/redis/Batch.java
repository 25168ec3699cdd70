package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens that have changed, until there are enough of them to ask the ledger. Used by one thread. */
final class Batch {
    private static final int HITS = 1_000;
    private static final int BYTES = 2 << 20;

    private final News news;
    private final Fingerprints fingerprints;
    private final List<TokenReading> readings = new ArrayList<>();
    private final List<long[]> prints = new ArrayList<>();
    private int hits;
    private long bytes;

    Batch(News news, Fingerprints fingerprints) {
        this.news = news;
        this.fingerprints = fingerprints;
    }

    /** Takes an answer in; hands all in when there is enough. */
    void add(byte[] key, List<?> reply, boolean pushed) throws IOException, InterruptedException {
        if (TokenValues.isUntriggered(reply)) {
            return;
        }
        TokenValues values = TokenValues.of(key, reply);
        long token = fingerprints.keyOf(key);
        long fingerprint = fingerprints.of(values.hits(), values.exposure());
        if (fingerprints.holds(token, fingerprint)) {
            return;
        }
        TokenReading reading = TokenReading.of(values, pushed);
        prints.add(new long[] {token, fingerprint});
        bytes += length(values.hits()) + length(values.exposure());
        add(reading);
    }

    /** Takes a key in that is no hash. */
    void addStranger(byte[] key, boolean pushed) throws IOException, InterruptedException {
        long token = fingerprints.keyOf(key);
        if (!fingerprints.holds(token, 0)) {
            prints.add(new long[] {token, 0});
            add(TokenReading.ofStranger(key, pushed));
        }
    }

    /** Hands all in. Only then they count as seen. */
    void flush() throws IOException, InterruptedException {
        if (!readings.isEmpty()) {
            news.handIn(readings);
            prints.forEach(print -> fingerprints.put(print[0], print[1]));
            readings.clear();
            prints.clear();
            hits = 0;
            bytes = 0;
        }
    }

    private void add(TokenReading reading) throws IOException, InterruptedException {
        readings.add(reading);
        hits += reading.hits().size();
        if (hits >= HITS || bytes >= BYTES || readings.size() >= HITS) {
            flush();
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
