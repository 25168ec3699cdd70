package io.github.canarysiem.splunk;

import java.net.URI;
import java.time.Duration;

/** A request whose events Splunk has taken, and which it acknowledges as a whole. Used by one thread. */
final class TakenRequest {
    private final Destination destination;
    private final long number;
    private final long taken = System.nanoTime();
    private boolean acknowledged;

    /**
     * Who can be asked for acknowledgements, for many of them at once.
     *
     * @param channel the one it was sent on
     * @param endpoint who took it
     */
    record Destination(HecChannel channel, URI endpoint) {}

    /**
     * A request that was taken just now.
     *
     * @param number of its acknowledgement
     */
    TakenRequest(Destination destination, long number) {
        this.destination = destination;
        this.number = number;
    }

    Destination destination() {
        return destination;
    }

    long number() {
        return number;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** How long ago it was taken. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - taken);
    }
}
