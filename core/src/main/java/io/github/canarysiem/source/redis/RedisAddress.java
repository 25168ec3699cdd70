package io.github.canarysiem.source.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Which Redis to read, as its URL says: {@code redis://[user:password@]host[:port][/database]}, or {@code redis-sentinel://} and
 * {@code redis-cluster://} with several hosts between commas. {@code rediss} instead of {@code redis} means TLS.
 *
 * @param layout how the servers work together
 * @param tls whether to speak TLS
 * @param hosts at least one
 * @param username null for the default user
 * @param password null if there is none; never shown
 * @param database number of the database, if the URL says
 * @param master the master's name at the sentinels; empty for other layouts
 */
record RedisAddress(
        Layout layout,
        boolean tls,
        List<HostAndPort> hosts,
        @Nullable String username,
        @Nullable String password,
        Optional<Integer> database,
        String master) {
    static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    /** How the servers work together. */
    enum Layout {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    private static final Map<String, Layout> SCHEMES =
            Map.of("redis", Layout.SINGLE, "redis-sentinel", Layout.SENTINEL, "redis-cluster", Layout.CLUSTER);

    /** Names no part of the URL, which may hold a password. */
    @Override
    public String toString() {
        return layout + " " + hosts;
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException saying what is wrong with it, without any part of it
     */
    static RedisAddress parse(String url) {
        int colon = url.indexOf("://");
        if (colon < 0) {
            throw new IllegalArgumentException("is not a Redis URL; write it like redis://127.0.0.1:6379/0");
        }
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        boolean tls = scheme.startsWith("rediss");
        Layout layout = SCHEMES.get(tls ? "redis" + scheme.substring("rediss".length()) : scheme);
        if (layout == null) {
            throw new IllegalArgumentException("does not begin with redis, rediss, redis-sentinel, rediss-sentinel,"
                    + " redis-cluster or rediss-cluster");
        }
        String rest = url.substring(colon + 3);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        String front = question < 0 ? rest : rest.substring(0, question);
        int at = front.lastIndexOf('@');
        String credentials = at < 0 ? "" : front.substring(0, at);
        String places = front.substring(at + 1);
        int slash = places.indexOf('/');
        String path = slash < 0 ? "" : places.substring(slash + 1);
        String hosts = slash < 0 ? places : places.substring(0, slash);
        int separator = credentials.indexOf(':');
        String user = separator < 0 ? credentials : credentials.substring(0, separator);
        return new RedisAddress(
                layout,
                tls,
                hosts(hosts, layout),
                user.isEmpty() ? null : decoded(user),
                separator < 0 ? null : decoded(credentials.substring(separator + 1)),
                database(path, layout),
                master(query, layout));
    }

    private static List<HostAndPort> hosts(String text, Layout layout) {
        List<HostAndPort> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            hosts.add(host(part.strip(), layout == Layout.SENTINEL ? SENTINEL_PORT : PORT));
        }
        if (layout == Layout.SINGLE && hosts.size() > 1) {
            throw new IllegalArgumentException("names several hosts; that needs redis-sentinel:// or redis-cluster://");
        }
        return hosts;
    }

    private static HostAndPort host(String text, int usualPort) {
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        if (bracket >= 0) {
            host = host.substring(host.startsWith("[") ? 1 : 0, bracket);
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("names no host; write it like redis://127.0.0.1:6379/0");
        }
        if (!port.isEmpty() && !(port.matches("\\d{1,5}") && isPort(Integer.parseInt(port)))) {
            throw new IllegalArgumentException("has a port that is not a number between 1 and 65535");
        }
        return new HostAndPort(host, port.isEmpty() ? usualPort : Integer.parseInt(port));
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= 65_535;
    }

    private static Optional<Integer> database(String path, Layout layout) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!path.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "has a database that is not a number; write it like redis://host:6379/0");
        }
        int number = Integer.parseInt(path);
        if (layout == Layout.CLUSTER && number != 0) {
            throw new IllegalArgumentException("names a database, but a cluster has only number 0");
        }
        return Optional.of(number);
    }

    private static String master(String query, Layout layout) {
        String master = "";
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith("master=")) {
                master = decoded(parameter.substring("master=".length()));
            } else if (!parameter.isEmpty()) {
                throw new IllegalArgumentException("has a parameter that is not master=NAME");
            }
        }
        if (layout == Layout.SENTINEL && master.isBlank()) {
            throw new IllegalArgumentException(
                    "does not name the master; write it like redis-sentinel://host:26379/0?master=NAME");
        }
        return master;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has a % that is not followed by two hexadecimal digits; write % as %25");
        }
    }
}
