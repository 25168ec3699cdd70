package io.github.canarysiem.elastic;

import io.github.canarysiem.elastic.ecs.EcsFormat;
import io.github.canarysiem.elastic.ocsf.OcsfFormat;
import io.github.canarysiem.http.HttpSettings;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the sink {@code elastic}: Elasticsearch 8 and 9, OpenSearch 2 and 3, and what is built on them, as the Wazuh indexer.
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><th>key</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code url} or {@code urls}</td><td>required</td><td>a node, as {@code https://es.example:9200}; of several the next is
 *       used when one fails</td></tr>
 *   <tr><td>{@code data-stream}</td><td>{@value #DATA_STREAM}</td><td>the data stream; an index template must make it one</td></tr>
 *   <tr><td>{@code index}</td><td>none</td><td>a plain index, or an alias with a write index, instead of a data stream</td></tr>
 *   <tr><td>{@code format}</td><td>{@code ecs}</td><td>{@code ecs} or {@code ocsf}</td></tr>
 *   <tr><td>{@code api-key}</td><td>none</td><td>API key, encoded or as {@code id:key}</td></tr>
 *   <tr><td>{@code user}, {@code password}</td><td>none</td><td>basic authentication</td></tr>
 *   <tr><td>{@code bearer-token}</td><td>none</td><td>an access token or service account token</td></tr>
 *   <tr><td>{@code batch-bytes}</td><td>{@code 5MiB}</td><td>most bytes of one request, before compression; small domains of AWS
 *       take 10 MiB</td></tr>
 *   <tr><td>{@code proxy}, {@code connect-timeout}, {@code timeout}, {@code gzip}, {@code tls-...}</td><td></td><td>see {@link
 *       HttpSettings}</td></tr>
 * </table>
 *
 * <p>Each incident is one document, created with the {@code _id} {@code ID-REVISION}, such as {@code
 * 0123456789abcdef0123456789abcdef-1}: what is there already is not stored again. See {@link ElasticSink} for what holds after a
 * rollover. Rights needed: {@code create_doc} and {@code auto_configure} to deliver; {@code read} and {@code view_index_metadata}
 * so that a rollover makes no duplicates.
 */
public final class ElasticProvider implements SinkProvider {
    static final String DATA_STREAM = "logs-canarytokens.alert-default";

    private static final int DEFAULT_BATCH = 5 << 20;
    private static final int LEAST_BATCH = 1 << 10;
    /** Elasticsearch and OpenSearch take no larger request, unless {@code http.max_content_length} says so. */
    private static final int LARGEST_BATCH = 100 << 20;
    /** Stricter than Elasticsearch: what needs no escape in a URL. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");

    private enum Schema {
        ECS,
        OCSF
    }

    /** For the service loader. */
    public ElasticProvider() {}

    @Override
    public String type() {
        return "elastic";
    }

    @Override
    public IncidentSink create(Settings settings) {
        Optional<Secret> authorization = Credentials.of(settings);
        HttpSettings http = HttpSettings.of(settings, authorization);
        Target target = target(settings);
        DocumentFormat format = switch (settings.choice("format", Schema.class, Schema.ECS)) {
            case ECS -> new EcsFormat();
            case OCSF -> new OcsfFormat();
        };
        long batchBytes = settings.bytes("batch-bytes", DEFAULT_BATCH);
        if (batchBytes < LEAST_BATCH || batchBytes > LARGEST_BATCH) {
            settings.problem("batch-bytes", "is not between 1KiB and 100MiB");
        }
        settings.check();
        return new ElasticSink(new ElasticSettings(http, target, format, (int) batchBytes), Clock.systemUTC());
    }

    private static Target target(Settings settings) {
        Optional<String> index = settings.optionalText("index");
        Optional<String> stream = settings.optionalText("data-stream");
        if (index.isPresent() && stream.isPresent()) {
            settings.problem("index", "stands beside data-stream; give one of them");
        }
        String key = index.isPresent() ? "index" : "data-stream";
        String name = index.or(() -> stream).orElse(DATA_STREAM);
        if (!NAME.matcher(name).matches()) {
            settings.problem(
                    key,
                    "is no name that can be used; write it in lower-case letters, digits, dots, dashes, underscores");
        }
        return new Target(name, index.isEmpty());
    }
}
