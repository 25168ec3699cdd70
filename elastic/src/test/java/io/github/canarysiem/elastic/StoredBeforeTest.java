package io.github.canarysiem.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.testing.Answer;
import io.github.canarysiem.elastic.testing.ElasticServer;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.testing.Incidents;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An incident that may be stored already is not stored again, not even after a rollover. */
@Timeout(60)
class StoredBeforeTest {
    private ElasticServer server;

    @BeforeEach
    void start() throws Exception {
        server = ElasticServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Answer> unknownOutcomes() {
        return Stream.of(
                Answer.none(),
                Answer.of(504, ""),
                Answer.of(500, "{}"),
                Answer.of(200, "<html>"),
                Answer.of(200, "{\"items\":[{\"create\":{\"status\":503}}]}"),
                Answer.of(200, "{\"items\":").with(Answer.Ending.CUT));
    }

    @ParameterizedTest
    @MethodSource("unknownOutcomes")
    void anAnswerThatWasLostBeforeARolloverMakesNoDuplicate(Answer lost) throws Exception {
        List<Incident> one = RecentIncidents.hits(10, 1);
        try (IncidentSink sink = Sinks.to(server)) {
            sink.deliver(RecentIncidents.hits(0, 1));
            server.answer(lost.afterStoring());
            assertThat(sink.deliver(one)).hasOnlyElementsOfType(Outcome.Retry.class);
            server.indexes().rollOver();
            assertThat(sink.deliver(one)).containsExactly(Outcome.delivered());
        }
        assertThat(server.indexes().ids()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anotherNodeIsAskedBeforeItIsSentToAgain() throws Exception {
        List<Incident> one = RecentIncidents.hits(10, 1);
        try (IncidentSink sink = Sinks.to(List.of(server.url(), server.url()), Map.of())) {
            sink.deliver(RecentIncidents.hits(0, 1));
            server.answer(Answer.of(504, "").afterStoring());
            assertThat(sink.deliver(one)).containsExactly(Outcome.delivered());
        }
        assertThat(server.bulks()).hasSize(2);
        assertThat(server.indexes().ids()).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestartAndARolloverMakeNoDuplicate(boolean observedNow) throws Exception {
        List<Incident> batch = observedNow ? RecentIncidents.hits(0, 5) : Incidents.hits(0, 5);
        for (int start = 0; start < 3; start++) {
            try (IncidentSink sink = Sinks.to(server)) {
                assertThat(sink.deliver(batch)).hasSize(5).containsOnly(Outcome.delivered());
            }
            server.indexes().rollOver();
        }
        assertThat(server.indexes().ids()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void anIncidentThatIsReplayedLaterMakesNoDuplicate() throws Exception {
        try (IncidentSink sink = Sinks.to(server)) {
            sink.deliver(RecentIncidents.hits(100, 1));
            sink.deliver(Incidents.hits(0, 5));
            server.indexes().rollOver();
            assertThat(sink.deliver(Incidents.hits(0, 5))).hasSize(5).containsOnly(Outcome.delivered());
        }
        assertThat(server.indexes().ids()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotInDoubtCostsOneRequest() throws Exception {
        try (IncidentSink sink = Sinks.to(server)) {
            sink.deliver(RecentIncidents.hits(0, 10));
            int before = server.requests().size();
            for (int i = 1; i <= 5; i++) {
                sink.deliver(RecentIncidents.hits(i * 10, 10));
            }
            assertThat(server.requests().subList(before, server.requests().size()))
                    .hasSize(5)
                    .allMatch(ElasticServer.Request::isBulk);
        }
    }

    @Test
    void aRefusalLeavesNoDoubt() throws Exception {
        try (IncidentSink sink = Sinks.to(server)) {
            sink.deliver(RecentIncidents.hits(0, 1));
            int before = server.requests().size();
            server.answer(Answer.error(429, "es_rejected_execution_exception", "no"));
            sink.deliver(RecentIncidents.hits(1, 1));
            sink.deliver(RecentIncidents.hits(1, 1));
            assertThat(server.requests()).hasSize(before + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_mget", "alert-default", "/_data_stream/logs-canarytokens.alert-default"})
    void credentialsThatMayNotLookStillDeliver(String forbidden) throws Exception {
        server.forbid(path -> path.endsWith(forbidden));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 5))).hasSize(5).containsOnly(Outcome.delivered());
        }
    }
}
