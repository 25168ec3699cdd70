package io.github.canarysiem.splunk;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Delivers to Splunk's HTTP Event Collector. With acknowledgements an incident counts as delivered when the indexer has confirmed
 * it; until then it is pending, and other incidents go ahead.
 */
final class SplunkHecSink implements IncidentSink {
    private static final Logger LOG = LogManager.getLogger(SplunkHecSink.class);

    private final SplunkHecSettings settings;
    private final Clock clock;
    private final Acknowledgements acknowledgements;
    /** Its thread ends by itself when there is nothing to do: a close must not disturb a delivery that is under way. */
    private final Executor maker =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), SplunkHecSink::daemon);

    private volatile HecChannel channel;
    private boolean warned;

    SplunkHecSink(SplunkHecSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.acknowledgements = new Acknowledgements(settings.acknowledgementTimeout());
        this.channel = new HecChannel(settings.channel(), settings.http(), clock);
    }

    @Override
    public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
        HecBatch sending = new HecBatch(batch);
        List<Integer> unsent = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            if (!acknowledgements.awaits(batch.get(place))) {
                unsent.add(place);
            }
        }
        send(sending, unsent);
        acknowledgements.ask(batch);
        for (int place = 0; place < batch.size(); place++) {
            if (!sending.isDecided(place)) {
                sending.decide(place, acknowledgements.outcome(batch.get(place)));
            }
        }
        return sending.outcomes();
    }

    @Override
    public void rehearse(Incident incident) {
        new HecRequests(new HecBatch(List.of(incident)), channel, settings, maker).first(List.of(0));
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        HecProbe probe = new HecProbe(settings, clock);
        return probe.run();
    }

    @Override
    public void close() {
        channel.close();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "splunk-hec-requests");
        thread.setDaemon(true);
        return thread;
    }

    /** In requests of a bounded size, until all of it is decided or awaited. */
    private void send(HecBatch batch, List<Integer> places) throws InterruptedException {
        HecRequests requests = new HecRequests(batch, channel, settings, maker);
        List<Integer> left = places;
        while (!left.isEmpty()) {
            HecRequest request = requests.first(left);
            List<Integer> rest = left.subList(request.places().size(), left.size());
            requests.makeAhead(rest);
            List<Integer> again;
            try {
                HecChannel.Posted posted = channel.post(request.call());
                requests.settle();
                again = judge(batch, request.places(), rest, posted);
            } catch (IOException e) {
                requests.settle();
                batch.decide(left, Outcome.retry(String.valueOf(e.getMessage())));
                return;
            }
            left = new ArrayList<>(again);
            left.addAll(batch.undecided(rest));
        }
    }

    /** What an answer means for a request and the rest of its batch; returns what of it has to be sent again at once. */
    private List<Integer> judge(HecBatch batch, List<Integer> request, List<Integer> rest, HecChannel.Posted posted) {
        HecReply reply = posted.reply();
        switch (reply.verdict()) {
            case TAKEN -> taken(batch, request, posted);
            case TAKEN_SLOWLY -> {
                taken(batch, request, posted);
                batch.decide(
                        rest, new Outcome.Retry(reply.reason(), reply.after().orElse(null)));
            }
            case FAULTY_OBJECT -> {
                return batch.without(request, reply, Outcome.rejected(reply.reason()));
            }
            case REFUSED_INDEX -> {
                return batch.redirected(request, reply);
            }
            case TOO_MUCH -> {
                return batch.halved(request, reply.reason());
            }
            case FULL_CHANNEL -> {
                channel = new HecChannel(UUID.randomUUID(), settings.http(), clock);
                batch.decide(
                        batch.both(request, rest),
                        new Outcome.Retry(reply.reason(), reply.after().orElse(null)));
            }
            case LATER, HELD ->
                batch.decide(
                        batch.both(request, rest),
                        new Outcome.Retry(reply.reason(), reply.after().orElse(null)));
        }
        return List.of();
    }

    private void taken(HecBatch batch, List<Integer> request, HecChannel.Posted posted) {
        batch.grow();
        if (settings.acknowledged() && posted.reply().acknowledgement().isPresent()) {
            TakenRequest taken = new TakenRequest(
                    new TakenRequest.Destination(channel, posted.endpoint()),
                    posted.reply().acknowledgement().getAsLong());
            request.forEach(place -> acknowledgements.await(batch.incident(place), taken));
            return;
        }
        if (settings.acknowledged() && !warned) {
            warned = true;
            LOG.warn(
                    "{} gives no acknowledgements for this token: delivered means received, not indexed; enable indexer"
                            + " acknowledgement for the token, or set ack to false",
                    posted.endpoint());
        }
        batch.decide(request, Outcome.delivered());
    }
}
