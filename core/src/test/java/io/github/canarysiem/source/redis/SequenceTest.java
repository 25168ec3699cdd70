package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.testing.CapturedTokens;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens over time, as the real server wrote them. The lines that are expected were worked out by hand. */
@Timeout(60)
class SequenceTest {
    private final Scene scene = Scene.delivering();

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void aHitThatIsTakenBackASecondLaterIsNotLost() {
        List<CapturedToken> states = CapturedTokens.sequence("lost-hit");
        scene.start();
        scene.write(states.get(0));
        scene.awaitLines("hit 1 1795288687.193585");
        scene.write(states.get(1));
        scene.awaitLines("hit 1 1795288687.193585", "hit 1 1795288687.712725");
        scene.write(states.get(2));
        scene.write(states.get(3));
        scene.awaitLines("hit 1 1795288687.193585", "hit 1 1795288687.712725", "hit 1 1795288690.128841");
        for (CapturedToken state : states.subList(4, states.size())) {
            scene.write(state);
        }
        scene.assertNothingMore();
    }

    @Test
    void browserInformationThatIsTakenBackWasARevisionAndItsEndIsNoNews() {
        List<CapturedToken> states = CapturedTokens.sequence("lost-info");
        scene.start();
        scene.write(states.get(0));
        scene.write(states.get(1));
        scene.awaitLines("hit 1 1795289097.907509");
        scene.write(states.get(2));
        scene.awaitLines("hit 1 1795289097.907509", "hit-enriched 2 1795289097.907509");
        assertThat(scene.intake.stored().get(1).id())
                .isEqualTo(scene.intake.stored().get(0).id());
        assertThat(scene.intake.stored().get(1).browser()).isNotNull();
        for (CapturedToken state : states.subList(3, states.size())) {
            scene.write(state);
        }
        scene.assertNothingMore();
    }

    @Test
    void eachMailIsOneHitAlthoughItsRecipientsGrowAtEverySave() {
        scene.start();
        List<CapturedToken> states = CapturedTokens.sequence("smtp-repeat");
        scene.write(states.get(0));
        scene.awaitCount(1);
        scene.write(states.get(1));
        scene.awaitCount(2);
        scene.write(states.get(2));
        scene.awaitLines("hit 1 1795288821.071917", "hit 1 1795288821.309513", "hit 1 1795288821.582512");
        for (CapturedToken state : states.subList(3, states.size())) {
            scene.write(state);
        }
        scene.assertNothingMore();
        assertThat(scene.intake.stored().subList(0, 3))
                .allSatisfy(hit -> assertThat(
                                hit.mail() == null ? List.of() : hit.mail().recipients())
                        .isEqualTo(List.of("vv16yp7wkb3c439p8wyfwtjld@ct.example.com")));
    }

    @Test
    void aBrowserThatTellsMoreAndMoreGivesRevisionsOfOneHit() {
        scene.start();
        int revision = 0;
        for (CapturedToken state : CapturedTokens.sequence("enrich-web-browser")) {
            scene.write(state);
            revision++;
            scene.awaitCount(revision);
        }
        scene.awaitLines(
                "hit 1 1795288898.976684", "hit-enriched 2 1795288898.976684", "hit-enriched 3 1795288898.976684");
        assertThat(scene.intake.stored().stream().map(hit -> hit.id()).distinct())
                .hasSize(1);
    }

    @Test
    void aSlowRedirectThatIsEnrichedGivesRevisionsOfOneHit() {
        scene.start();
        List<CapturedToken> states = CapturedTokens.sequence("enrich-slow-redirect");
        scene.write(states.get(0));
        scene.awaitCount(1);
        scene.write(states.get(1));
        scene.awaitCount(2);
        scene.write(states.get(2));
        scene.awaitLines(
                "hit 1 1795288363.043798", "hit-enriched 2 1795288363.043798", "hit-enriched 3 1795288363.043798");
        // The server takes no information about other plug-ins than Browser and Javascript.
        for (CapturedToken state : states.subList(3, states.size())) {
            scene.write(state);
        }
        scene.assertNothingMore();
    }
}
