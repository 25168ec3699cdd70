package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/** Finds the masters that hold the tokens. Thread-safe. */
final class Topology {
    private final RedisAddress address;
    private final Connections connections;

    Topology(RedisAddress address, Connections connections) {
        this.address = address;
        this.connections = connections;
    }

    /** The masters, as they are now. */
    Set<HostAndPort> masters() throws IOException {
        return switch (address.layout()) {
            case SINGLE -> Set.of(address.hosts().get(0));
            case SENTINEL -> firstAnswer(this::askSentinel);
            case CLUSTER -> firstAnswer(this::askNode);
        };
    }

    /** Refuses a server that is no master where only a master has everything. */
    void verifyRole(RedisLink link) throws IOException {
        if (address.layout() != RedisAddress.Layout.SINGLE
                && !ServerFacts.of(link).role().equals("master")) {
            throw new IOException("Redis at " + link.server() + " is not a master any more");
        }
    }

    /** Throws if the masters are others than these. */
    void verify(Set<HostAndPort> inUse) throws IOException {
        if (address.layout() != RedisAddress.Layout.SINGLE && !masters().equals(inUse)) {
            throw new IOException("the masters of Redis have changed");
        }
    }

    /** A question to one host of the URL. */
    private interface Question {
        Set<HostAndPort> ask(HostAndPort host) throws IOException;
    }

    private Set<HostAndPort> firstAnswer(Question question) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (HostAndPort host : address.hosts()) {
            try {
                return question.ask(host);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        IOException last = failures.get(failures.size() - 1);
        throw failures.size() == 1
                ? last
                : new IOException("none of " + address.hosts() + " answers; the last: " + last.getMessage(), last);
    }

    private Set<HostAndPort> askSentinel(HostAndPort sentinel) throws IOException {
        try (RedisLink link = connections.openSentinel(sentinel)) {
            Object reply = link.call(Command.SENTINEL, "GET-MASTER-ADDR-BY-NAME", address.master());
            if (reply instanceof List<?> parts && parts.size() == 2) {
                return Set.of(server(parts, sentinel));
            }
            throw new IOException("the sentinel at " + sentinel + " does not know the master that url names");
        }
    }

    /** {@code CLUSTER SLOTS}: ranges of slots, each with its master in third place. */
    private Set<HostAndPort> askNode(HostAndPort node) throws IOException {
        try (RedisLink link = connections.open(node)) {
            Set<HostAndPort> masters = new LinkedHashSet<>();
            for (Object range : link.callList(Command.CLUSTER, "SLOTS")) {
                if (range instanceof List<?> parts && parts.size() > 2 && parts.get(2) instanceof List<?> master) {
                    masters.add(server(master, node));
                }
            }
            if (masters.isEmpty()) {
                throw new IOException("the cluster node at " + node + " knows no master with slots");
            }
            return masters;
        }
    }

    /** A node that does not know its own address leaves it empty: it is the one that was asked. */
    private static HostAndPort server(List<?> parts, HostAndPort asked) {
        @Nullable Object name = parts.get(0);
        String host = name == null ? "" : RedisLink.text(name);
        return new HostAndPort(host.isEmpty() ? asked.getHost() : host, Integer.parseInt(RedisLink.text(parts.get(1))));
    }
}
