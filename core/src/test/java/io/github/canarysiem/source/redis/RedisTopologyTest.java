package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

/** Sentinels with a failover, and a cluster. */
@Timeout(90)
class RedisTopologyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private RedisServerProcess server(String... options) {
        RedisServerProcess server = RedisServerProcess.start(options);
        opened.add(server);
        return server;
    }

    @Test
    void followsTheMasterThatTheSentinelsName() throws Exception {
        Scene scene = Scene.delivering();
        opened.add(scene);
        RedisServerProcess replica =
                server("--replicaof", "127.0.0.1 " + scene.server.port(), "--repl-diskless-sync-delay", "0");
        RedisServerProcess sentinel = RedisServerProcess.sentinel("canaries", scene.server.port());
        opened.add(sentinel);
        scene = scene.with("url", "redis-sentinel://127.0.0.1:" + sentinel.port() + "/0?master=canaries");
        opened.add(scene);
        scene.write("a", Scene.hits("1795290001.000000"));
        scene.start();
        scene.awaitLines("hit 1 1795290001.000000");
        await().atMost(PATIENCE).until(() -> ask(replica, client -> client.exists("canarydrop:a")));
        await().atMost(PATIENCE)
                .until(() -> ask(
                        sentinel, client -> client.sentinelReplicas("canaries").size() == 1));
        scene.server.kill();
        // A server that is promoted drops its clients.
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(JedisException.class)
                .until(() -> ask(replica, client -> client.info("replication").contains("role:master")));
        ask(
                replica,
                client -> client.hset(
                        "canarydrop:a", "triggered_list", Scene.hits("1795290001.000000", "1795290002.000000")));
        scene.awaitLines("hit 1 1795290001.000000", "hit 1 1795290002.000000");
    }

    @Test
    void readsAllMastersOfACluster() throws Exception {
        List<RedisServerProcess> nodes = cluster(3);
        Scene scene = Scene.delivering()
                .with(
                        "url",
                        "redis-cluster://127.0.0.1:1,127.0.0.1:" + nodes.get(1).port());
        opened.add(scene);
        HostAndPort first = new HostAndPort("127.0.0.1", nodes.get(0).port());
        try (RedisClusterClient client = RedisClusterClient.create(first)) {
            for (int i = 0; i < 30; i++) {
                client.hset("canarydrop:before" + i, "triggered_list", Scene.hits("17952900%02d.000000".formatted(i)));
            }
            scene.start();
            scene.awaitCount(30);
            for (int i = 0; i < 30; i++) {
                client.hset("canarydrop:after" + i, "triggered_list", Scene.hits("17952901%02d.000000".formatted(i)));
            }
            scene.awaitCount(60);
        }
        assertThat(scene.lines()).doesNotHaveDuplicates();
        assertThat(scene.intake.position().value()).isEqualTo("complete");
    }

    private static <T> T ask(RedisServerProcess server, Function<Jedis, T> question) {
        try (Jedis client = server.client()) {
            return question.apply(client);
        }
    }

    private List<RedisServerProcess> cluster(int size) throws IOException {
        List<RedisServerProcess> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(server("--cluster-enabled", "yes", "--cluster-port", Integer.toString(FreePort.find())));
        }
        int slots = Protocol.CLUSTER_HASHSLOTS;
        for (int i = 0; i < size; i++) {
            try (Jedis node = nodes.get(i).client()) {
                node.clusterAddSlotsRange(slots * i / size, slots * (i + 1) / size - 1);
                for (RedisServerProcess other : nodes) {
                    node.sendCommand(
                            Protocol.Command.CLUSTER,
                            "MEET",
                            "127.0.0.1",
                            Integer.toString(other.port()),
                            busPort(other));
                }
            }
        }
        for (RedisServerProcess node : nodes) {
            try (Jedis client = node.client()) {
                await().atMost(PATIENCE)
                        .until(() -> client.clusterInfo().contains("cluster_state:ok")
                                && client.clusterInfo().contains("cluster_known_nodes:" + size));
            }
        }
        return nodes;
    }

    private static String busPort(RedisServerProcess node) {
        try (Jedis client = node.client()) {
            return String.valueOf(client.configGet("cluster-port").get("cluster-port"));
        }
    }
}
