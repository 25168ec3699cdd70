package io.github.canarysiem.splunk;

import java.net.URI;

/**
 * An incident that Splunk has taken and not acknowledged yet.
 *
 * @param channel the one it was sent on
 * @param endpoint who took it
 * @param number of its acknowledgement
 * @param until when it is sent again, by the system's nanosecond clock
 */
record Awaited(HecChannel channel, URI endpoint, long number, long until) {
    /** A question that can be asked in one request. */
    record Asked(HecChannel channel, URI endpoint) {}

    Asked asked() {
        return new Asked(channel, endpoint);
    }

    boolean isOver(long now) {
        return until - now <= 0;
    }
}
