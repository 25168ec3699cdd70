package io.github.canarysiem.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one incident at a sink. */
public sealed interface Outcome {
    /** The far end has confirmed it, as far as its protocol can. */
    record Delivered() implements Outcome {}

    /**
     * Taken by the far end, which has not confirmed it yet. The incident is offered again, so that the sink can ask; this is no
     * failure.
     *
     * @param after how long to wait before that
     */
    record Pending(Duration after) implements Outcome {}

    /**
     * Not now. The incident is offered again, without a limit on the number of attempts.
     *
     * @param reason one line for an operator; never a secret
     * @param after how long to wait at least, if the far end said so
     */
    record Retry(String reason, @Nullable Duration after) implements Outcome {}

    /**
     * Never: this incident itself is refused. It goes to the dead letters.
     *
     * @param reason one line for an operator; never a secret
     */
    record Rejected(String reason) implements Outcome {}

    /** The far end has confirmed it. */
    static Outcome delivered() {
        return new Delivered();
    }

    /** Not now, the pipeline chooses when. */
    static Outcome retry(String reason) {
        return new Retry(reason, null);
    }

    /** Never. */
    static Outcome rejected(String reason) {
        return new Rejected(reason);
    }
}
