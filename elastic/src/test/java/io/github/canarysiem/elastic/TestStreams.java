package io.github.canarysiem.elastic;

import io.github.canarysiem.elastic.testing.SearchEngine;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Data streams and indexes of tests, each with a name of its own, on the node that all tests share. */
final class TestStreams {
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Every text is one term: an index takes none of more than 32,766 bytes. */
    private static final String TEMPLATE = """
            {"index_patterns":["logs-test.*"],"data_stream":{},"priority":200,"template":{
              "settings":{"number_of_replicas":0},
              "mappings":{"date_detection":false,"dynamic_templates":[
                {"texts":{"match_mapping_type":"string","mapping":{"type":"keyword"}}}]}}}
            """;

    private TestStreams() {}

    /** The name of a data stream that a template makes of the first document. */
    static String next(SearchEngine node) throws IOException, InterruptedException {
        node.call("PUT", "/_index_template/test-streams", TEMPLATE);
        return "logs-test.stream-" + COUNT.incrementAndGet();
    }

    /** The name of an index that no template is for. */
    static String nextIndex() {
        return "test-index-" + COUNT.incrementAndGet();
    }
}
