package io.github.canarysiem.source.redis;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.RedisServerProcess;
import io.github.canarysiem.testing.SourceContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.Jedis;

/** What every source promises, for the provider's own product with user and password in its URL. */
class RedisSourceContractTest extends SourceContract implements SourceContract.Secretive {
    private static final String PASSWORD = "pa:ss@word";

    private final RedisServerProcess server =
            RedisServerProcess.start("--appendonly", "yes", "--appendfsync", "always");
    private final List<String> hits = new ArrayList<>();

    RedisSourceContractTest() {
        allow();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    protected IncidentSource source() {
        String url = "redis://canary:pa%3Ass%40word@127.0.0.1:" + server.port() + "/0";
        return new RedisSourceProvider().create(Settings.of("sources.tokens", Map.of("url", url)));
    }

    /** One token for every five marks: its list is rewritten with each hit, as the server does. */
    @Override
    protected void emit(List<String> marks) {
        try (Jedis client = server.client()) {
            for (String mark : marks) {
                hits.add("\"" + Scene.now() + "\": " + Scene.hit(mark));
                int token = (hits.size() - 1) / 5;
                String list = "{" + String.join(", ", hits.subList(5 * token, hits.size())) + "}";
                client.hset("canarydrop:contract" + token, "triggered_list", list);
            }
        }
    }

    @Override
    protected String mark(Incident incident) {
        return incident.http() == null ? "" : String.valueOf(incident.http().userAgent());
    }

    @Override
    protected void breakUpstream() {
        server.kill();
    }

    @Override
    protected void mendUpstream() {
        server.boot();
        allow();
    }

    @Override
    public List<String> secrets() {
        return List.of(PASSWORD, "pa%3Ass%40word");
    }

    private void allow() {
        List<String> rules = new ArrayList<>(List.of("on", ">" + PASSWORD));
        rules.addAll(List.of(RedisSourceProvider.ACCESS_RULES.split(" ")));
        try (Jedis client = server.client()) {
            client.aclSetUser("canary", rules.toArray(String[]::new));
        }
    }
}
