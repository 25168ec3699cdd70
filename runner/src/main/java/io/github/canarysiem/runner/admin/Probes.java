package io.github.canarysiem.runner.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SourceStatus;
import io.github.canarysiem.spi.Health;

/**
 * Answers an orchestrator's two questions.
 *
 * <p>Health: does the process work at all? It does while the journal accepts. Ready: would a hit be noticed now? It would if every
 * source works and the journal accepts. A sink that is down makes neither answer bad: the journal keeps everything for it, and a
 * restart or a taken-away endpoint would mend nothing. It is named in the answer all the same.
 */
final class Probes {
    private Probes() {}

    static Answer health(PipelineStatus status) {
        boolean good = accepts(status);
        ObjectNode json = body(good ? "up" : "down");
        reasons(json, status, false);
        return Answer.json(good ? Answer.OK : Answer.UNAVAILABLE, json.toString());
    }

    static Answer ready(PipelineStatus status) {
        boolean good = accepts(status) && status.sources().stream().allMatch(source -> works(source.health()));
        ObjectNode json = body(good ? "ready" : "not ready");
        reasons(json, status, true);
        return Answer.json(good ? Answer.OK : Answer.UNAVAILABLE, json.toString());
    }

    private static ObjectNode body(String answer) {
        return JsonNodeFactory.instance.objectNode().put("status", answer);
    }

    private static void reasons(ObjectNode json, PipelineStatus status, boolean plugIns) {
        ArrayNode reasons = json.putArray("reasons");
        if (!works(status.journal().health())) {
            reasons.add("journal: " + told(status.journal().health()));
        }
        if (!plugIns) {
            return;
        }
        for (SourceStatus source : status.sources()) {
            if (!works(source.health())) {
                reasons.add("source " + source.name() + ": " + told(source.health()));
            }
        }
        ArrayNode notes = json.putArray("notes");
        for (SinkStatus sink : status.sinks()) {
            if (!works(sink.health())) {
                notes.add("sink " + sink.name() + ": " + told(sink.health()) + "; " + sink.pending() + " waiting");
            }
        }
    }

    private static boolean accepts(PipelineStatus status) {
        return status.journal().health().state() != Health.State.DOWN;
    }

    private static boolean works(Health health) {
        return health.state() == Health.State.UP || health.state() == Health.State.DEGRADED;
    }

    private static String told(Health health) {
        return health.state().code() + ", " + health.detail();
    }
}
