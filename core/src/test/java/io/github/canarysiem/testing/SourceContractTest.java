package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Token;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The kit passes a source that keeps the contract and fails each that breaks it. */
class SourceContractTest {
    @Test
    void aGoodSourcePasses() {
        assertThat(ContractRun.of(Good.class).failed()).isEmpty();
    }

    @Test
    void aSourceThatSkipsWhatWasRefusedFails() {
        assertBreaks(
                Skipping.class,
                "offersAgainWhatTheIntakeRefused",
                "aRefusedIncidentAmongAcceptedOnesComesBackAfterARestart");
    }

    @Test
    void aSourceThatForgetsItsPositionLosesWhatHappenedWhileItWasStopped() {
        assertBreaks(Forgetful.class, "aRestartFromTheStoredPositionLosesAndDoublesNothing");
    }

    @Test
    void aSourceWithIdsThatChangeFails() {
        assertBreaks(Random.class, "aLostConfirmationDoublesNothing");
    }

    @Test
    void aSourceThatReturnsWhenUpstreamIsDownFails() {
        assertBreaks(Quitter.class, "saysThatUpstreamIsDownAndGoesOnWhenItIsBack");
    }

    @Test
    void aSourceThatIgnoresInterruptsFails() {
        assertBreaks(Deaf.class, "anInterruptEndsTheRunWithinASecond");
    }

    private static void assertBreaks(Class<?> testClass, String... methods) {
        assertThat(ContractRun.of(testClass, methods).failed()).containsExactlyInAnyOrder(methods);
    }

    static class Good extends SourceContract {
        final Spring spring = new Spring();

        @Override
        protected IncidentSource source() {
            return new Spring.Source(spring);
        }

        @Override
        protected void emit(List<String> marks) {
            spring.emit(marks);
        }

        @Override
        protected String mark(Incident incident) {
            return Optional.ofNullable(incident.token()).map(Token::memo).orElseThrow();
        }

        @Override
        protected void breakUpstream() {
            spring.setBroken(true);
        }

        @Override
        protected void mendUpstream() {
            spring.setBroken(false);
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    /** Waits less: what it waits for never comes. */
    abstract static class Broken extends Good {
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(1);
        }
    }

    static final class Skipping extends Broken {
        @Override
        protected IncidentSource source() {
            return new Spring.Source(spring) {
                @Override
                void offer(List<Finding> found, Position upTo, Intake intake) throws InterruptedException {
                    try {
                        intake.accept(found, upTo);
                    } catch (IOException e) {
                        // Goes on behind them, which is what it must not do.
                    }
                }
            };
        }
    }

    static final class Forgetful extends Broken {
        @Override
        protected IncidentSource source() {
            return new Spring.Source(spring) {
                @Override
                public void run(Position last, Intake intake) throws IOException, InterruptedException {
                    super.run(spring.end(), intake);
                }
            };
        }
    }

    static final class Random extends Broken {
        private final AtomicInteger counter = new AtomicInteger();

        @Override
        protected IncidentSource source() {
            return new Spring.Source(spring) {
                @Override
                String id(String mark) {
                    return IncidentId.of(mark, Integer.toString(counter.incrementAndGet()));
                }

                @Override
                void offer(List<Finding> found, Position upTo, Intake intake) throws IOException, InterruptedException {
                    try {
                        super.offer(found, upTo, intake);
                    } catch (IOException e) {
                        super.offer(found.stream().map(this::renamed).toList(), upTo, intake);
                    }
                }

                private Finding renamed(Finding finding) {
                    return finding(mark(finding.incident()));
                }
            };
        }
    }

    static final class Quitter extends Broken {
        @Override
        protected IncidentSource source() {
            return new Spring.Source(spring) {
                @Override
                public void run(Position last, Intake intake) throws InterruptedException {
                    try {
                        super.run(last, intake);
                    } catch (IOException e) {
                        // Ends as if all were well, which is what it must not do.
                    }
                }
            };
        }
    }

    static final class Deaf extends Broken {
        @Override
        protected IncidentSource source() {
            return new Spring.Source(spring) {
                @Override
                public void run(Position last, Intake intake) throws IOException {
                    try {
                        super.run(last, intake);
                    } catch (InterruptedException e) {
                        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
                        while (System.nanoTime() < end) {
                            LockSupport.parkNanos(end - System.nanoTime());
                        }
                    }
                }
            };
        }
    }
}
