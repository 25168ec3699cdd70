package io.github.canarysiem.elastic;

import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Sends one batch, in requests of a bounded size, until each incident is decided. Used once, by one thread. */
final class BulkDelivery {
    private static final String NDJSON = "application/x-ndjson";
    private static final String ANSWER = "/_bulk?filter_path=error,status,errors,items.*.status,items.*.error.type,"
            + "items.*.error.reason,items.*.error.caused_by,items.*.failure_store&timeout=";

    private final ElasticSettings settings;
    private final Nodes nodes;
    private final StoredDocuments stored;
    private final Doubt doubt;
    private final BatchLimit limit;
    private final Batch batch;
    private final Deque<List<Integer>> open = new ArrayDeque<>();
    private int failures;

    BulkDelivery(
            ElasticSettings settings, Nodes nodes, StoredDocuments stored, Doubt doubt, BatchLimit limit, Batch batch) {
        this.settings = settings;
        this.nodes = nodes;
        this.stored = stored;
        this.doubt = doubt;
        this.limit = limit;
        this.batch = batch;
    }

    /**
     * Decides all of them.
     *
     * @throws IOException if nothing was sent, because what is stored already cannot be found out
     */
    void run() throws IOException, InterruptedException {
        open(unstored(batch.undecided()));
        while (!open.isEmpty()) {
            List<Integer> places = open.remove();
            BulkRequest request = BulkRequest.of(batch, places, settings.format(), limit.bytes());
            open(places.subList(request.places().size(), places.size()));
            take(request, send(request));
        }
    }

    private void open(List<Integer> places) {
        if (!places.isEmpty()) {
            open.addFirst(places);
        }
    }

    /** Those that are not stored; the others are delivered. Asks for those alone that may be. */
    private List<Integer> unstored(List<Integer> places) throws IOException, InterruptedException {
        List<Integer> doubtful = places.stream()
                .filter(place -> doubt.covers(batch.incident(place), batch.id(place)))
                .toList();
        if (doubtful.isEmpty()) {
            return places;
        }
        Instant since = doubtful.stream()
                .map(place -> batch.incident(place).observedAt())
                .min(Instant::compareTo)
                .orElseThrow();
        Set<String> found = stored.among(batch.ids(doubtful), since);
        doubtful.stream()
                .filter(place -> found.contains(batch.id(place)))
                .forEach(place -> settle(place, new ItemVerdict(Outcome.delivered(), true)));
        return places.stream().filter(place -> !found.contains(batch.id(place))).toList();
    }

    private BulkReply send(BulkRequest request) throws InterruptedException {
        try {
            HttpAnswer answer = nodes.once(HttpCall.post(path(), NDJSON, request.body()));
            return BulkReply.of(answer, request.places().size(), settings.target());
        } catch (IOException e) {
            return BulkReply.none(String.valueOf(e.getMessage()));
        }
    }

    private void take(BulkRequest request, BulkReply reply) throws InterruptedException {
        Outcome.Retry later = new Outcome.Retry(reply.reason(), reply.after().orElse(null));
        if (reply.verdict() == BulkReply.Verdict.NONE) {
            doubt.sent(batch.ids(request.places()));
        } else {
            request.places().forEach(place -> doubt.settled(batch.id(place)));
        }
        switch (reply.verdict()) {
            case ITEMS -> settle(request, reply);
            case TOO_MUCH -> split(request, reply);
            case UNREADABLE -> halve(request, reply);
            case BUSY -> {
                limit.shrink();
                giveUp(later);
            }
            case HELD -> giveUp(later);
            case NONE -> tryTheNextNode(request, later);
        }
    }

    /** The cluster gives up before we do, and so tells what became of each document. */
    private String path() {
        long patience = Math.max(1, settings.http().timeout().toMillis() * 3 / 4);
        return "/" + settings.target().name() + ANSWER + patience + "ms";
    }

    private void settle(BulkRequest request, BulkReply reply) {
        boolean all = true;
        for (int i = 0; i < request.places().size(); i++) {
            ItemVerdict verdict = reply.items().get(i);
            settle(request.places().get(i), verdict);
            all &= !(verdict.outcome() instanceof Outcome.Retry);
        }
        if (all) {
            limit.grow();
        } else {
            limit.shrink();
        }
    }

    private void settle(int place, ItemVerdict verdict) {
        batch.decide(place, verdict.outcome());
        if (verdict.isKnown()) {
            doubt.settled(batch.id(place));
        } else {
            doubt.sent(List.of(batch.id(place)));
        }
    }

    /** Fewer bytes next. What is refused alone is too large for ever. */
    private void split(BulkRequest request, BulkReply reply) {
        if (request.places().size() == 1) {
            batch.decide(request.places(), Outcome.rejected(reply.reason()));
            return;
        }
        limit.refused(request.body().length);
        open(request.places());
    }

    /** Nobody says which one it is: half of them next. */
    private void halve(BulkRequest request, BulkReply reply) {
        List<Integer> places = request.places();
        if (places.size() == 1) {
            batch.suspect(places.get(0), reply.reason());
            return;
        }
        open(places.subList(places.size() / 2, places.size()));
        open(places.subList(0, places.size() / 2));
    }

    /** Another node may know what became of it. */
    private void tryTheNextNode(BulkRequest request, Outcome.Retry failure) throws InterruptedException {
        limit.shrink();
        failures++;
        if (failures >= nodes.count()) {
            giveUp(failure);
            return;
        }
        try {
            open(unstored(request.places()));
        } catch (IOException e) {
            giveUp(failure);
        }
    }

    private void giveUp(Outcome.Retry reason) {
        open.clear();
        batch.decide(batch.undecided(), reason);
    }
}
