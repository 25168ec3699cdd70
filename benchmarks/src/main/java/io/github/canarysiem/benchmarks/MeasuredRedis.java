package io.github.canarysiem.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis on loopback, without persistence, that notes every call over 5 ms. */
final class MeasuredRedis implements AutoCloseable {
    private static final String SLOW_MICROSECONDS = "5000";

    final int port;
    private final RedisServer server;

    MeasuredRedis() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("slowlog-log-slower-than " + SLOW_MICROSECONDS)
                .setting("slowlog-max-len 100000")
                .setting("notify-keyspace-events Kh")
                .build();
        server.start();
    }

    Jedis connect() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .autoNegotiateProtocol(false)
                        .socketTimeoutMillis(60_000)
                        .build());
    }

    /** Calls that clients have made so far. */
    long commands() {
        try (Jedis jedis = connect()) {
            return jedis.info("stats")
                    .lines()
                    .filter(line -> line.startsWith("total_commands_processed:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .sum();
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
