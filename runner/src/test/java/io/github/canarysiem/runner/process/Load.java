package io.github.canarysiem.runner.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Triggers a token each time it is run, and goes on to fresh ones. */
final class Load implements Runnable {
    private static final int TOKENS = 40;
    /** Below what Redis keeps of a token, so that the server itself forgets none while the runner is down. */
    private static final int HITS_OF_A_TOKEN = 40;

    private final TokenServer server;
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private int hit;

    Load(TokenServer server) {
        this.server = server;
    }

    /** Token and key of each hit so far. */
    Set<String> written() {
        return written;
    }

    /** Token and key of the hit that an incident tells of. */
    static String hit(JsonNode incident) {
        return incident.at("/token/id").asText() + " " + incident.at("/hit/key").asText();
    }

    @Override
    public void run() {
        int token = 1 + hit / (TOKENS * HITS_OF_A_TOKEN) * TOKENS + hit % TOKENS;
        written.add(TokenServer.token(token) + " " + server.trigger(token, "load"));
        hit++;
    }
}
