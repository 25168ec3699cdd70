package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.elastic.testing.SearchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner, and a real search engine, under load, while the data stream rolls over: every hit is indexed, exactly once. */
@Timeout(3600)
class ElasticCrashIT {
    @TempDir
    private Path folder;

    @Test
    void everyHitIsIndexedExactlyOnce() throws Exception {
        Cluster search = new Cluster(SearchEngine.shared());
        search.create();

        Set<String> written = SinkCrashes.survive(folder, search);

        assertThat(search.count()).isEqualTo(written.size());
        System.out.println(
                "ElasticCrashIT: " + SinkCrashes.CYCLES + " crashes, " + written.size() + " incidents, each once");
    }

    private record Cluster(SearchEngine node) implements SinkCrashes.FarEnd {
        private static final String TARGET = "logs-canarytokens.alert-default";
        /** More than any run writes; by default a search ends at 10,000. */
        private static final int MOST = 200_000;

        @Override
        public String sink() {
            return "  search: { type: elastic, url: \"%s\", data-stream: %s, retry-delay-maximum: 1s }%n"
                    .formatted(node.url(), TARGET);
        }

        /** By a first document, which it need not keep: not every build can be told to. */
        void create() throws IOException, InterruptedException {
            node.call("PUT", "/_index_template/crashes", """
                    {"index_patterns": ["%s"], "data_stream": {}, "template": {"settings": {"max_result_window": %d}}}
                    """.formatted(TARGET, MOST));
            JsonNode first = node.call("POST", "/" + TARGET + "/_doc", "{\"@timestamp\":\"2026-11-22T00:00:00Z\"}");
            node.call(
                    "DELETE",
                    "/" + first.path("_index").asText() + "/_doc/"
                            + first.path("_id").asText(),
                    "");
        }

        @Override
        public void kill() {
            node.kill();
        }

        @Override
        public void restart() throws IOException, InterruptedException {
            node.start();
            node.call("POST", "/" + TARGET + "/_rollover", "");
        }

        @Override
        public Set<String> hits() throws IOException, InterruptedException {
            node.call("POST", "/" + TARGET + "/_refresh", "");
            JsonNode found = node.call(
                    "POST",
                    "/" + TARGET + "/_search?size=" + MOST + "&filter_path=hits.hits._source.canary",
                    "{\"_source\":[\"canary.token.id\",\"canary.hit.key\"]}");
            Set<String> hits = new HashSet<>();
            found.at("/hits/hits").forEach(hit -> hits.add(Load.hit(hit.at("/_source/canary"))));
            return hits;
        }

        long count() throws IOException, InterruptedException {
            return node.call("GET", "/" + TARGET + "/_count", "").path("count").asLong();
        }
    }
}
