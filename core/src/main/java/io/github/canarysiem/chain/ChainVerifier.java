package io.github.canarysiem.chain;

import io.github.canarysiem.Chain;
import io.github.canarysiem.Incident;
import io.github.canarysiem.chain.ChainBreak.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain. Give it the incidents of one chain in the order of the journal; those that are no link are passed over. Where
 * the first one stands is taken on trust: the ones before it may have been retained no longer. Not thread-safe.
 */
public final class ChainVerifier {
    private final ChainDigest digest;
    private final List<ChainBreak> breaks = new ArrayList<>();
    private int links;
    private int first;
    private @Nullable Chain last;

    /** Follows a chain that was made with this digest. */
    public ChainVerifier(ChainDigest digest) {
        this.digest = digest;
    }

    /** The next incident. */
    public void follow(Incident incident) {
        Chain link = incident.chain();
        if (link == null) {
            return;
        }
        if (links++ == 0) {
            first = link.sequence();
        }
        Reason reason = fault(incident, link);
        if (reason != null && breaks.size() < ChainVerdict.MOST) {
            int missing = reason == Reason.MISSING && last != null ? link.sequence() - last.sequence() - 1 : 0;
            breaks.add(new ChainBreak(incident.id(), link.sequence(), incident.observedAt(), reason, missing));
        }
        last = link;
    }

    /** What was found. */
    public ChainVerdict verdict() {
        return new ChainVerdict(links, first, last == null ? 0 : last.sequence(), breaks);
    }

    private @Nullable Reason fault(Incident incident, Chain link) {
        Chain before = last;
        if (before != null && link.sequence() > before.sequence() + 1) {
            return Reason.MISSING;
        }
        if (before != null && link.sequence() == 1) {
            return Reason.RESTARTED;
        }
        if (before != null
                && (link.sequence() != before.sequence() + 1 || !link.previous().equals(before.digest()))) {
            return Reason.DETACHED;
        }
        String expected = digest.of(incident, link.sequence(), link.previous());
        return expected.equals(link.digest()) ? null : Reason.CHANGED;
    }
}
