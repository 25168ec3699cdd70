package io.github.canarysiem.source.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected. A connection that does not bring a request in time is cut. So is one for each that comes when there are too
 * many already: of those without a request the oldest from the address that has the most, so that nobody keeps others out.
 * Thread-safe.
 */
final class Guests {
    private final int most;
    private final Duration patience;
    private final Map<EndPoint, Guest> present = new HashMap<>();

    /** One connection. */
    static final class Guest {
        private final EndPoint endPoint;
        private final @Nullable InetAddress address;
        private volatile long since = System.nanoTime();
        private volatile boolean served;

        private Guest(EndPoint endPoint) {
            this.endPoint = endPoint;
            this.address =
                    endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null;
        }

        /** Where it comes from; null if it has gone already. */
        @Nullable
        InetAddress address() {
            return address;
        }

        /** Its request is there, at least in part: from now on the request has a time limit of its own. */
        void beginRequest() {
            served = true;
        }

        /** Its request is answered. */
        void endRequest() {
            since = System.nanoTime();
            served = false;
        }

        private String origin() {
            return address == null ? "" : address.getHostAddress();
        }
    }

    Guests(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    void arrive(EndPoint endPoint) {
        Guest leaving = admitted(new Guest(endPoint));
        if (leaving != null) {
            leaving.endPoint.close();
        }
    }

    synchronized void leave(EndPoint endPoint) {
        present.remove(endPoint);
    }

    /** The guest behind a connection, which TLS may wrap. */
    Guest of(EndPoint endPoint) {
        EndPoint inner = endPoint;
        while (inner instanceof EndPoint.Wrapper wrapper) {
            inner = wrapper.unwrap();
        }
        synchronized (this) {
            Guest guest = present.get(inner);
            return guest == null ? new Guest(inner) : guest;
        }
    }

    /** Cuts those that have brought no request in time. */
    void cutTheSlow() {
        long now = System.nanoTime();
        List<Guest> slow;
        synchronized (this) {
            slow = present.values().stream()
                    .filter(guest -> !guest.served && now - guest.since > patience.toNanos())
                    .toList();
        }
        slow.forEach(guest -> guest.endPoint.close());
    }

    synchronized boolean anyServed() {
        return present.values().stream().anyMatch(guest -> guest.served);
    }

    private synchronized @Nullable Guest admitted(Guest newcomer) {
        present.put(newcomer.endPoint, newcomer);
        if (present.size() <= most) {
            return null;
        }
        Map<String, Integer> counts = new HashMap<>();
        present.values().forEach(guest -> counts.merge(guest.origin(), 1, Integer::sum));
        Guest leaving = present.values().stream()
                .filter(guest -> !guest.served)
                .max(Comparator.<Guest>comparingInt(guest -> counts.getOrDefault(guest.origin(), 0))
                        .thenComparing(guest -> guest.since, (a, b) -> Long.compare(b - a, 0)))
                .orElse(newcomer);
        present.remove(leaving.endPoint);
        return leaving;
    }
}
