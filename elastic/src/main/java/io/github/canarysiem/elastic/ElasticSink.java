package io.github.canarysiem.elastic;

import io.github.canarysiem.Incident;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Delivers to Elasticsearch or OpenSearch by {@code _bulk}. Delivered means that the cluster has stored the document as durably as
 * the index is configured to (by default the transaction log of the primary shard and of the replicas in sync is on disk).
 *
 * <p>Exactly once: each document is created under an {@code _id} of its own, and the cluster refuses a second one in the same
 * index. After a rollover it would not, so what may be stored already (see {@link Doubt}) is first looked up in all indexes behind
 * the target that were written to since the incident was observed, at most a day's difference between the clocks allowed for, and
 * counts as delivered if it is found. Two windows are left: a request that the cluster still works on when its outcome is asked
 * for, and a rollover that comes before that request ends; and credentials without {@code read} and {@code view_index_metadata},
 * or an older index that cannot be read: then the incident is delivered all the same. What is not in doubt costs no extra request.
 *
 * <p>A batch is stored in its order.
 */
final class ElasticSink implements IncidentSink, ContentStore {
    private static final Logger LOG = LogManager.getLogger(ElasticSink.class);

    private final ElasticSettings settings;
    private final Nodes nodes;
    private final Doubt doubt;
    private final StoredDocuments stored;
    private final BatchLimit limit;
    private boolean welcomed;

    ElasticSink(ElasticSettings settings, Clock clock) {
        this.settings = settings;
        this.nodes = new Nodes(settings.http(), clock);
        this.doubt = new Doubt(clock);
        this.stored = new StoredDocuments(nodes, settings.target());
        this.limit = new BatchLimit(settings.batchBytes());
    }

    @Override
    public List<Outcome> deliver(List<Incident> incidents) throws IOException, InterruptedException {
        Batch batch = new Batch(incidents);
        doubt.begin(batch.ids());
        boolean told = false;
        try {
            welcome();
            new BulkDelivery(settings, nodes, stored, doubt, limit, batch).run();
            told = true;
            return batch.outcomes();
        } finally {
            if (!told) {
                doubt.sent(batch.ids());
            }
        }
    }

    @Override
    public void rehearse(Incident incident) {
        BulkRequest.of(new Batch(List.of(incident)), List.of(0), settings.format(), settings.batchBytes());
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        return new ElasticProbe(settings.target(), nodes).run();
    }

    @Override
    public Optional<String> dataStream() {
        return settings.target().isStream() ? Optional.of(settings.target().name()) : Optional.empty();
    }

    @Override
    public List<ContentStep> install(boolean openSearch, List<ContentPart> parts, boolean force)
            throws IOException, InterruptedException {
        return new ContentInstaller(nodes).install(openSearch, parts, force);
    }

    @Override
    public void close() {
        nodes.close();
    }

    /** Before the first batch: whether this is a cluster that we know, and whether it makes a data stream of what it is sent. */
    private void welcome() throws IOException, InterruptedException {
        if (welcomed) {
            return;
        }
        HttpAnswer answer = nodes.ask(HttpCall.get("/"));
        String server = ServerFacts.of(answer)
                .map(ServerFacts::toString)
                .orElse("what it is was not told (" + answer.status() + ")");
        String target = settings.target().isStream()
                ? new TargetCheck(nodes::ask, settings.target()).run()
                : settings.target().toString();
        LOG.info("{}: {}; {}", answer.endpoint(), server, target);
        welcomed = !answer.isPassing();
    }
}
