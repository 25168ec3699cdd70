package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.IncidentSink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The guarantees of {@link IncidentSink}: those of {@link UnconfirmedSinkContract}, and that a confirmation can be relied on. */
public abstract class SinkContract extends UnconfirmedSinkContract {
    @Override
    final boolean confirms() {
        return true;
    }

    @Override
    protected Duration settling() {
        return Duration.ZERO;
    }

    @Test
    void confirmsNothingWhileTheFarEndIsDown() throws Exception {
        IncidentSink sink = open();
        breakFarEnd();

        for (int i = 0; i < 3; i++) {
            SinkAttempt attempt = SinkAttempt.of(sink, Incidents.hits(i * 10, 10), patience());
            assertThat(attempt.confirmed()).isEmpty();
            assertThat(attempt.rejected())
                    .as("a far end that is down rejects nothing")
                    .isEmpty();
        }
        assertThat(received()).isEmpty();
    }

    @Test
    void whatItConfirmedIsThereAfterTheFarEndDiedInMidDelivery() throws Exception {
        IncidentSink sink = open();
        for (int round = 0; round < 3; round++) {
            DeliveryLoop loop = DeliveryLoop.start(sink, round * 1_000_000);
            await().atMost(patience()).until(() -> loop.confirmed().size() >= 50);
            breakFarEnd();
            loop.awaitFailure(patience());
            mendFarEnd();
            assertReceivedAtLeast(loop.confirmed());
        }
    }

    @Test
    void aProbeOfABrokenFarEndSaysInOneLineWhatIsWrong() throws Exception {
        IncidentSink sink = open();
        breakFarEnd();

        assertThat(SinkAttempt.probeFailure(sink)).isNotBlank().doesNotContain("\n");
    }
}
