package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/** What the least rights are, and what happens with fewer. */
@Timeout(60)
class RedisRightsTest {
    private static final String KEY = "1795290001.000000";
    private Scene scene = Scene.delivering();

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    private void allow(String... more) {
        List<String> rules = new ArrayList<>(List.of("on", ">secret-pass"));
        rules.addAll(List.of(RedisSourceProvider.ACCESS_RULES.split(" ")));
        rules.addAll(List.of(more));
        scene.client().aclSetUser("canary", rules.toArray(String[]::new));
        scene = scene.with("username", "canary").with("password", "secret-pass");
    }

    private void assertFindsAHit() {
        scene.write("a", Scene.hits(KEY));
        scene.awaitLines("hit 1 " + KEY);
    }

    @Test
    void thePublishedRulesAreEnoughForTracking() throws Exception {
        allow();
        assertThat(scene.source().probe())
                .startsWith("Redis 7.0.15 at 127.0.0.1:" + scene.server.port() + ", 0 keys; ")
                .endsWith("told of changes by client tracking");
        scene.start();
        assertThat(scene.intake.health()).isEqualTo(Health.up("told of changes by client tracking"));
        assertFindsAHit();
    }

    @Test
    void thePublishedRulesReadNothingElse() {
        allow();
        scene.client().hset("canarydrop:a", "memo", "m");
        scene.client().auth("canary", "secret-pass");
        for (List<String> command : List.of(
                List.of("GET", "canarydrop:a"),
                List.of("HSET", "canarydrop:a", "memo", "x"),
                List.of("HMGET", "auth:x", "a"),
                List.of("KEYS", "*"),
                List.of("CONFIG", "GET", "*"),
                List.of("FLUSHALL"))) {
            assertThatExceptionOfType(JedisAccessControlException.class)
                    .isThrownBy(() -> scene.client()
                            .sendCommand(
                                    Command.valueOf(command.get(0)),
                                    command.subList(1, command.size()).toArray(String[]::new)));
        }
    }

    @Test
    void withoutTrackingItUsesNotificationsAndSaysWhy() {
        scene.client().configSet("notify-keyspace-events", "Kh");
        allow("-client|tracking", "+config|get");
        scene.start();
        assertThat(scene.intake.health().state()).isEqualTo(Health.State.UP);
        assertThat(scene.intake.health().detail())
                .startsWith("told of changes by keyspace notifications because tracking is refused (NOPERM")
                .contains("client|tracking");
        assertFindsAHit();
    }

    @Test
    void usesNotificationsOfTheOtherKind() {
        scene.client().configSet("notify-keyspace-events", "Eh");
        allow("-client|tracking", "+config|get", "&__keyevent@0__:hset");
        scene.start();
        assertThat(scene.intake.health().state()).isEqualTo(Health.State.UP);
        assertFindsAHit();
    }

    @Test
    void pollsUntilTheFirstNotificationIfItMayNotAskForTheServersSettings() {
        scene.client().configSet("notify-keyspace-events", "KA");
        allow("-client|tracking");
        scene = scene.with("poll-interval", "1h");
        scene.start();
        assertThat(scene.intake.health().state()).isEqualTo(Health.State.DEGRADED);
        assertThat(scene.intake.health().detail()).contains("until the first keyspace notification", "+config|get");
        assertFindsAHit();
        await().until(() -> scene.intake.health().state() == Health.State.UP);
    }

    @Test
    void withoutAnyRightToListenItPollsAndNamesTheMend() {
        allow("-client|tracking", "-psubscribe");
        scene = scene.with("poll-interval", "200ms");
        scene.start();
        assertThat(scene.intake.health().state()).isEqualTo(Health.State.DEGRADED);
        assertThat(scene.intake.health().detail())
                .startsWith("polling every 200 ms")
                .contains("client|tracking", "psubscribe", "ACL SETUSER NAME " + RedisSourceProvider.ACCESS_RULES);
        assertFindsAHit();
    }

    @Test
    void pollsWhereNotificationsAreOffAndNamesTheMend() {
        allow("-client|tracking", "+config|get");
        scene = scene.with("poll-interval", "200ms");
        scene.start();
        assertThat(scene.intake.health().detail()).contains("CONFIG SET notify-keyspace-events Kh");
        assertFindsAHit();
    }

    @Test
    void aWayThatWasAskedForAndIsRefusedIsAFault() throws Exception {
        allow("-client|tracking");
        scene = scene.with("capture", "tracking");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> scene.source().probe())
                .withMessageContaining("NOPERM")
                .withMessageContaining("ACL SETUSER NAME");
    }

    @Test
    void aWrongPasswordIsAFaultThatDoesNotShowIt() throws Exception {
        allow();
        scene = scene.with("password", "another-pass");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> scene.source().probe())
                .withMessageContaining("check username and password")
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("another-pass"));
    }

    @Test
    void readsAnotherDatabaseThanTheFirst() throws Exception {
        scene.client().select(3);
        allow("+select", "&__keyspace@3__:canarydrop:*");
        scene = scene.with("url", "redis://canary:secret-pass@127.0.0.1:" + scene.server.port() + "/3");
        scene = scene.without("username").without("password");
        scene.start();
        assertFindsAHit();
    }
}
