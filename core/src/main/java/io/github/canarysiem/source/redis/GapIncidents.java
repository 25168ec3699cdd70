package io.github.canarysiem.source.redis;

import io.github.canarysiem.Gap;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Token;
import io.github.canarysiem.source.canarytokens.HitIdentity;
import io.github.canarysiem.source.canarytokens.SeverityTable;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Sighting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Incidents that say that hits may have happened which nobody can read. */
final class GapIncidents {
    private GapIncidents() {}

    /** What the ledger remembers of a token whose field cannot be read: once for each token. */
    static Sighting unreadable(String token, String field) {
        return Sighting.of(HitIdentity.id("gap", "unreadable", token, field));
    }

    /** A field that cannot be read. */
    static Finding unreadable(Token token, Sighting sighting, String field, int readable, Instant observed) {
        return gap(
                sighting.id(),
                token,
                new Gap(
                        Gap.Reason.UNREADABLE,
                        readable,
                        "The server's " + field + " of this token is damaged: " + readable
                                + " hits in it could be read, others may be lost."),
                observed);
    }

    /**
     * None of the hits that the server still lists is known, but there were others.
     *
     * @param oldest id of the first hit that is listed, which makes the id of this gap
     */
    static Finding trimmed(Token token, String tokenId, String oldest, int kept, Instant observed) {
        return gap(
                HitIdentity.id("gap", "trimmed", tokenId, oldest),
                token,
                new Gap(
                        Gap.Reason.TRIMMED,
                        kept,
                        "All " + kept + " hits that the server still lists are new: older ones may be gone unseen."),
                observed);
    }

    /**
     * The database was emptied. Two times within a minute count as one.
     *
     * @param server distinguishes the masters of a cluster
     */
    static Finding flushed(String server, Instant serverTime, Instant observed) {
        String minute = serverTime.truncatedTo(ChronoUnit.MINUTES).toString();
        return gap(
                HitIdentity.id("gap", "flushed", server, minute),
                null,
                new Gap(
                        Gap.Reason.FLUSHED,
                        0,
                        "The Canarytokens server's database was emptied: its tokens are gone, and hits that were not"
                                + " read yet with them."),
                observed);
    }

    private static Finding gap(String id, @Nullable Token token, Gap gap, Instant observed) {
        return Finding.of(Incident.of(id, Kind.HISTORY_GAP, SeverityTable.GAP, observed, observed)
                .token(token)
                .gap(gap)
                .build());
    }
}
