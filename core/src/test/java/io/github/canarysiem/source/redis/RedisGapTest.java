package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tells that hits may be missing, and what does not: trimmed, damaged and flushed histories. */
@Timeout(60)
class RedisGapTest {
    private static final String K1 = "1795290001.000000";
    private static final String K2 = "1795290002.000000";
    private static final String K3 = "1795290003.000000";

    @Test
    void aListOfWhichNothingIsKnownAnyMoreIsAGap() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("a", Scene.hits(K1));
            scene.start();
            scene.awaitCount(1);
            scene.stop();
            scene.write("a", Scene.hits(K2, K3));
            scene.start();
            scene.awaitLines("hit 1 " + K1, "history-gap 1 trimmed", "hit 1 " + K2, "hit 1 " + K3);
            scene.stop();
            scene.start();
            scene.assertNothingMore();
        }
    }

    @Test
    void aFullListOfATokenThatWasNeverSeenIsAGap() throws Exception {
        try (Scene scene = Scene.delivering().with("kept-hits", "11")) {
            scene.start();
            String[] keys = IntStream.range(0, 11)
                    .mapToObj(i -> "17952900%02d.000000".formatted(i))
                    .toArray(String[]::new);
            scene.write("a", Scene.hits(keys));
            scene.awaitCount(12);
            assertThat(scene.lines()).startsWith("history-gap 1 trimmed");
        }
    }

    @Test
    void aTrimmedListOfWhichSomeAreKnownIsNoGap() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.write("a", Scene.hits(K1, K2));
            scene.awaitCount(2);
            scene.write("a", Scene.hits(K2, K3));
            scene.awaitLines("hit 1 " + K1, "hit 1 " + K2, "hit 1 " + K3);
            scene.assertNothingMore();
        }
    }

    @Test
    void aDamagedTokenIsReportedOnceAndStopsNoOther() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("before", Scene.hits(K1));
            scene.write("bad", "{\"" + K2 + "\": " + Scene.hit("good") + ", \"179529 ...");
            scene.write("worse", "no json");
            scene.client().set("canarydrop:nohash", "a string");
            scene.client().hset("canarydrop:key", Map.of("type", "aws_keys", "key_exposed_details", "{"));
            scene.start();
            scene.awaitCount(6);
            assertThat(scene.lines())
                    .containsExactlyInAnyOrder(
                            "hit 1 " + K1,
                            "hit 1 " + K2,
                            "history-gap 1 unreadable",
                            "history-gap 1 unreadable",
                            "history-gap 1 unreadable",
                            "history-gap 1 unreadable");
            scene.write("worse", "still no json");
            scene.stop();
            scene.start();
            scene.write("after", Scene.hits(K3));
            scene.awaitCount(7);
        }
    }

    @Test
    void anEmptiedDatabaseIsAGapOnceForEachFlush() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("a", Scene.hits(K1));
            scene.start();
            scene.client().flushAll();
            scene.awaitLines("hit 1 " + K1, "history-gap 1 flushed");
            scene.write("b", Scene.hits(K2));
            scene.awaitCount(3);
            scene.client().flushAll();
            scene.assertNothingMore();
        }
    }

    @Test
    void aFlushOfAnotherDatabaseIsNone() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("a", Scene.hits(K1));
            scene.start();
            scene.client().select(5);
            scene.client().set("x", "y");
            scene.client().flushDB();
            scene.client().select(0);
            scene.assertNothingMore();
        }
    }

    @Test
    void aRedisThatComesBackWithoutItsDataIsAGap() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("a", Scene.hits(K1));
            scene.start();
            scene.server.kill();
            scene.server.boot();
            scene.awaitLines("hit 1 " + K1, "history-gap 1 flushed");
        }
    }
}
