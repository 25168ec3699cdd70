package io.github.canarysiem.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.elastic.testing.Answer;
import io.github.canarysiem.elastic.testing.ElasticServer;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.testing.Incidents;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node says of itself decides whether it is sent to. */
@Timeout(60)
class ServerFactsTest {
    private static final String OPENSEARCH = "The OpenSearch Project: https://opensearch.org/";
    private static final String ELASTIC = "You Know, for Search";

    private ElasticServer server;

    @BeforeEach
    void start() throws Exception {
        server = ElasticServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The last of OpenSearch is what it says in the mode for old clients, as many a Wazuh indexer is set to. */
    @ParameterizedTest
    @CsvSource({
        "opensearch, 2.19.1, " + OPENSEARCH + ", OpenSearch 2.19.1",
        "opensearch, 3.6.0, " + OPENSEARCH + ", OpenSearch 3.6.0",
        "opensearch, 3.0.0-beta1, " + OPENSEARCH + ", OpenSearch 3.0.0-beta1",
        "'', 7.10.2, " + OPENSEARCH + ", OpenSearch 7.10.2",
        "'', 8.0.0, '" + ELASTIC + "', Elasticsearch 8.0.0",
        "'', 9.4.0, '" + ELASTIC + "', Elasticsearch 9.4.0"
    })
    void whatIsNewEnoughIsSentTo(String distribution, String version, String tagline, String said) throws Exception {
        server.greet(facts(distribution, version, tagline));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.probe()).contains(said + " (node-7)", "takes the credentials", "its-template");
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "opensearch, 1.3.20, " + OPENSEARCH + ", too old",
        "'', 7.17.29, '" + ELASTIC + "', too old",
        "'', 7.10.2, '" + ELASTIC + "', too old",
        "easysearch, 1.9.0, '" + ELASTIC + "', neither",
        "'', 0.8.0, You Know for Logs, neither",
        "opensearch, new, " + OPENSEARCH + ", neither"
    })
    void whatIsTooOldOrSomethingElseIsNotSentTo(String distribution, String version, String tagline, String why)
            throws Exception {
        server.greet(facts(distribution, version, tagline));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> sink.deliver(Incidents.hits(0, 1)))
                    .withMessageContaining(why);
            assertThatExceptionOfType(IOException.class).isThrownBy(sink::probe).withMessageContaining(why);
            assertThat(server.bulks()).isEmpty();
            server.greet(ElasticServer.OPENSEARCH);
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
        }
    }

    @Test
    void aWebServerIsNotSentTo() throws Exception {
        server.greet(Answer.of(200, "<html>It works!</html>"));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> sink.deliver(Incidents.hits(0, 1)))
                    .withMessageContaining("neither");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405})
    void oneThatDoesNotTellIsSentTo(int status) throws Exception {
        server.greet(Answer.of(status, "{}"));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
            assertThat(sink.probe()).contains("does not tell what it is");
        }
    }

    private static Answer facts(String distribution, String version, String tagline) {
        String first = distribution.isEmpty() ? "" : "\"distribution\":\"" + distribution + "\",";
        return Answer.of(
                200,
                "{\"name\":\"node-7\",\"version\":{" + first + "\"number\":\"" + version + "\"},\"tagline\":\""
                        + tagline + "\"}");
    }
}
