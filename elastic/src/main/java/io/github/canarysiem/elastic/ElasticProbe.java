package io.github.canarysiem.elastic;

import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.http.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Tries every node without writing anything. */
final class ElasticProbe {
    private final Target target;
    private final Nodes nodes;

    ElasticProbe(Target target, Nodes nodes) {
        this.target = target;
        this.nodes = nodes;
    }

    String run() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (URI endpoint : nodes.all()) {
            found.add(look(endpoint));
        }
        return String.join("; ", found);
    }

    private String look(URI endpoint) throws IOException, InterruptedException {
        HttpAnswer answer = nodes.ask(endpoint, HttpCall.get("/"));
        boolean untold = answer.status() == 403 || answer.status() == 404 || answer.status() == 405;
        if (answer.status() != 200 && !untold) {
            throw new IOException(Refusal.of(answer, target));
        }
        String server = ServerFacts.of(answer)
                .map(ServerFacts::toString)
                .orElse("a node that does not tell what it is (" + answer.status() + ")");
        return endpoint + " is " + server + " and takes the credentials; "
                + new TargetCheck(call -> nodes.ask(endpoint, call), target).run();
    }
}
