package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Exposure;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.testing.CapturedTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as new: first starts, restarts, and what the server does to hits afterwards. */
@Timeout(60)
class RedisHistoryTest {
    private static final String K1 = "1795290001.000000";
    private static final String K2 = "1795290002.000000";

    @Test
    void theFirstStartEverTakesStockWithoutSending() throws Exception {
        try (Scene scene = Scene.skipping()) {
            scene.write("old", Scene.hits("1500000000.000000"));
            scene.start();
            String key = Scene.now();
            scene.write("old", Scene.hits("1500000000.000000", key));
            scene.awaitLines("hit 1 " + key);
            assertThat(scene.intake.position()).isEqualTo(new Position("complete"));
        }
    }

    @Test
    void anOldHitThatIsEnrichedAfterTheFirstStartIsARevision() throws Exception {
        try (Scene scene = Scene.skipping()) {
            scene.write("old", Scene.hits("1500000000.000000"));
            scene.start();
            scene.write(
                    "old",
                    "{\"1500000000.000000\": "
                            + Scene.hit("ua-1500000000.000000")
                                    .replace("}", ", \"additional_info\": {\"Browser\": {\"os\": [\"Linux\"]}}}")
                            + "}");
            scene.awaitLines("hit-enriched 2 1500000000.000000");
        }
    }

    @Test
    void whatWasThereAtTheFirstStartIsNeverNewNotEvenAfterRestartsAndWhenItVanishesAndReturns() throws Exception {
        try (Scene scene = Scene.skipping()) {
            scene.write("old", Scene.hits("1500000000.000000", "1500000001.000000", "nan"));
            scene.start();
            scene.stop();
            scene.start();
            String key = Scene.now();
            scene.write("old", Scene.hits("nan", key));
            scene.awaitLines("hit 1 " + key);
            scene.stop();
            scene.start();
            scene.write("old", Scene.hits("1500000001.000000", "1500000000.000000", key));
            scene.assertNothingMore();
        }
    }

    @Test
    void aHitWithAKeyThatIsNoTimeIsNewsInATokenThatWasTakenStockOf() throws Exception {
        try (Scene scene = Scene.skipping()) {
            scene.intake.accept(List.of(), new Position("open " + Instant.now().minusSeconds(60)));
            scene.write("old", Scene.hits("1500000000.000000"));
            scene.start();
            scene.stop();
            scene.intake.accept(List.of(), new Position("open " + Instant.now().minusSeconds(60)));
            scene.write("old", Scene.hits("1500000000.000000", "nan"));
            scene.start();
            scene.awaitLines("hit 1 nan");
        }
    }

    @Test
    void aRestartInTheMiddleOfTakingStockGoesOnFromTheSameMoment() throws Exception {
        try (Scene scene = Scene.skipping()) {
            String since = Instant.now().minusSeconds(3_600).toString();
            scene.intake.accept(List.of(), new Position("open " + since));
            String key = Scene.now();
            scene.write("old", Scene.hits("1500000000.000000", key));
            scene.start();
            scene.awaitLines("hit 1 " + key);
            assertThat(scene.intake.position()).isEqualTo(new Position("complete"));
        }
    }

    @Test
    void everyLaterStartResumesWithNothingLostAndNothingTwice() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("a", Scene.hits(K1));
            scene.start();
            scene.awaitLines("hit 1 " + K1);
            scene.stop();
            scene.write("a", Scene.hits(K1, K2));
            scene.start();
            scene.awaitLines("hit 1 " + K1, "hit 1 " + K2);
        }
    }

    @Test
    void vanishedAndBackIsNotNew() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.write("a", Scene.hits(K1, K2));
            scene.awaitCount(2);
            scene.write("a", Scene.hits(K1));
            scene.write("a", Scene.hits(K1, K2));
            scene.assertNothingMore();
        }
    }

    @Test
    void theSameKeyWithAnotherHitIsAnotherIncident() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.write("a", "{\"nan\": " + Scene.hit("first") + "}");
            scene.awaitLines("hit 1 nan");
            scene.write("a", "{\"nan\": " + Scene.hit("second") + "}");
            scene.awaitLines("hit 1 nan", "hit 1 nan");
            assertThat(scene.intake.stored().get(0).id())
                    .isNotEqualTo(scene.intake.stored().get(1).id());
        }
    }

    @Test
    void anAddressThatIsIgnoredLaterMakesARevisionOfTheLowestSeverity() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.write("a", Scene.hits(K1));
            scene.awaitCount(1);
            scene.write("a", Scene.hits(K1).replace("alertable", "ignored_ip"));
            scene.awaitLines("hit 1 " + K1, "hit-enriched 2 " + K1);
            assertThat(scene.intake.stored().get(1).severity()).isEqualTo(Severity.INFORMATIONAL);
        }
    }

    @Test
    void aDeletedTokenIsNoIncident() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.write("a", Scene.hits(K1));
            scene.write("b", Scene.hits(K2));
            scene.start();
            scene.client().del("canarydrop:a");
            scene.assertNothingMore();
        }
    }

    @Test
    void theTwoWritesOfAnOldServerAreOneHit() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            Map<String, String> hash = CapturedTokens.token("old-dns").hash();
            String hits = hash.remove("triggered_list");
            scene.client().hset("canarydrop:old", hash);
            scene.client().hset("canarydrop:old", "triggered_list", String.valueOf(hits));
            scene.awaitLines("hit 1 1795289046.614984");
            scene.client().hset("canarydrop:old", hash);
            scene.assertNothingMore();
        }
    }

    @Test
    void aKeyThatIsExposedLaterIsAnIncidentOfItsOwn() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            Map<String, String> hash = CapturedTokens.token("aws-keys-exposed").hash();
            String details = hash.remove("key_exposed_details");
            scene.client().hset("canarydrop:key", hash);
            scene.awaitCount(1);
            scene.client().hset("canarydrop:key", "key_exposed_details", String.valueOf(details));
            scene.awaitCount(2);
            Incident exposed = scene.intake.stored().get(1);
            assertThat(exposed.kind()).isEqualTo(Kind.KEY_EXPOSED);
            assertThat(exposed.occurredAt()).hasToString("2026-11-21T16:53:20Z");
            assertThat(exposed.exposure())
                    .extracting(Exposure::location)
                    .asString()
                    .isEqualTo("https://github.com/example/repo/blob/main/.env?x=\"><script>");
        }
    }

    @Test
    void aSecondFullPassFindsWhatNobodyTold() throws Exception {
        try (Scene scene = Scene.delivering()
                .with("capture", "polling")
                .with("poll-interval", "100ms")
                .with("reconcile-interval", "1h")) {
            scene.start();
            scene.write("a", Scene.hits(K1));
            scene.awaitLines("hit 1 " + K1);
            await().until(() -> scene.intake.health().detail().startsWith("polling every 100 ms"));
        }
    }
}
