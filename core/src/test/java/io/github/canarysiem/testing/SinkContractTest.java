package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The kit passes a sink that keeps the contract and fails each that breaks it. */
class SinkContractTest {
    @Test
    void aGoodSinkPasses() {
        assertThat(ContractRun.of(Good.class).failed()).isEmpty();
    }

    @Test
    void aSinkThatConfirmsBeforeItStoresFails() {
        assertBreaks(Hasty.class, "confirmsNothingWhileTheFarEndIsDown", "deliversABatchInOrderWithOneOutcomeForEach");
    }

    @Test
    void aSinkThatLosesWhatIsUnderWayWhenTheFarEndDiesFails() {
        assertBreaks(Buffering.class, "whatItConfirmedIsThereAfterTheFarEndDiedInMidDelivery");
    }

    @Test
    void aSinkThatDropsABatchForOneBadIncidentFails() {
        assertBreaks(AllOrNothing.class, "anAwkwardIncidentTakesNoNeighbourAlong");
    }

    @Test
    void aSinkThatSwallowsInterruptsFails() {
        assertBreaks(Deaf.class, "anInterruptEndsADeliveryWithinASecond");
    }

    @Test
    void aSinkThatTurnsTheOrderRoundFails() {
        assertBreaks(Backwards.class, "deliversABatchInOrderWithOneOutcomeForEach");
    }

    @Test
    void aSinkThatNeverReconnectsFails() {
        assertBreaks(OneConnection.class, "deliversToAFarEndThatIsBackWithoutANewSink");
    }

    private static void assertBreaks(Class<?> testClass, String... methods) {
        assertThat(ContractRun.of(testClass, methods).failed()).containsExactlyInAnyOrder(methods);
    }

    static class Good extends SinkContract implements UnconfirmedSinkContract.Stalling {
        final Shelf shelf = new Shelf();

        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf);
        }

        @Override
        protected List<Received> received() {
            return shelf.held();
        }

        @Override
        protected void breakFarEnd() {
            shelf.set(true, false);
        }

        @Override
        protected void mendFarEnd() {
            shelf.set(false, false);
        }

        @Override
        public void stallFarEnd() {
            shelf.set(false, true);
        }
    }

    static final class Hasty extends Good {
        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf) {
                @Override
                public List<Outcome> deliver(List<Incident> batch) {
                    CompletableFuture<Void> later = CompletableFuture.runAsync(
                            () -> store(batch), CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
                    assertThat(later).isNotCompleted();
                    return Collections.nCopies(batch.size(), Outcome.delivered());
                }

                private void store(List<Incident> batch) {
                    try {
                        super.deliver(batch);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }
    }

    static final class Buffering extends Good {
        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf) {
                private final List<Incident> buffer = new ArrayList<>();

                @Override
                public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
                    List<Incident> held = new ArrayList<>(buffer);
                    buffer.clear();
                    super.deliver(held);
                    buffer.addAll(batch);
                    return Collections.nCopies(batch.size(), Outcome.delivered());
                }
            };
        }
    }

    static final class AllOrNothing extends Good {
        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf) {
                @Override
                public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
                    boolean tooLarge = batch.stream()
                            .anyMatch(incident -> incident.toString().length() > 100_000);
                    return tooLarge
                            ? Collections.nCopies(batch.size(), Outcome.rejected("too large"))
                            : super.deliver(batch);
                }
            };
        }
    }

    static final class Deaf extends Good {
        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf) {
                @Override
                public List<Outcome> deliver(List<Incident> batch) throws IOException {
                    for (int attempt = 0; attempt < 3; attempt++) {
                        try {
                            return super.deliver(batch);
                        } catch (InterruptedException | IOException e) {
                            // Tries again, which is what it must not do.
                        }
                    }
                    throw new IOException("the shelf cannot be reached");
                }
            };
        }
    }

    static final class Backwards extends Good {
        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf) {
                @Override
                public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
                    List<Incident> reversed = new ArrayList<>(batch);
                    Collections.reverse(reversed);
                    return super.deliver(reversed);
                }
            };
        }
    }

    static final class OneConnection extends Good {
        @Override
        protected IncidentSink sink() {
            return new Shelf.Sink(shelf) {
                private boolean lost;

                @Override
                public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
                    if (lost) {
                        throw new IOException("the connection was lost earlier");
                    }
                    try {
                        return super.deliver(batch);
                    } catch (IOException e) {
                        lost = true;
                        throw e;
                    }
                }
            };
        }
    }
}
