package io.github.canarysiem.source.redis;

import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to one Redis server, for pipelining. Its failures are {@link IOException}s whose messages name the server and
 * hold no secret; {@link RedisRefusal} means that the server answered and the connection goes on.
 *
 * <p>One thread may send while another reads; {@link #close()} is safe from any thread and ends a blocked read.
 */
final class RedisLink implements AutoCloseable {
    private final Wire wire;
    private final HostAndPort server;

    private RedisLink(Wire wire, HostAndPort server) {
        this.wire = wire;
        this.server = server;
    }

    static RedisLink open(HostAndPort server, JedisSocketFactory sockets, JedisClientConfig config) throws IOException {
        try {
            return new RedisLink(new Wire(sockets, config), server);
        } catch (JedisException e) {
            throw failure(server, e);
        }
    }

    HostAndPort server() {
        return server;
    }

    /** Puts a command into the buffer. */
    void send(ProtocolCommand command, byte[]... arguments) throws IOException {
        try {
            wire.sendCommand(command, arguments);
        } catch (JedisException e) {
            throw failure(server, e);
        }
    }

    /** Sends what is in the buffer. */
    void flush() throws IOException {
        try {
            wire.push();
        } catch (JedisException e) {
            throw failure(server, e);
        }
    }

    /** Reads the next answer; strings are bytes. */
    @Nullable
    Object read() throws IOException {
        try {
            return wire.getUnflushedObject();
        } catch (JedisDataException e) {
            throw new RedisRefusal(server, Text.printable(String.valueOf(e.getMessage())));
        } catch (JedisException e) {
            throw failure(server, e);
        }
    }

    /** Sends a command and waits for its answer; no other may be outstanding. */
    @Nullable
    Object call(ProtocolCommand command, String... arguments) throws IOException {
        byte[][] bytes = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            bytes[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        send(command, bytes);
        flush();
        return read();
    }

    /** As {@link #call}, for an answer that is a list. */
    List<?> callList(ProtocolCommand command, String... arguments) throws IOException {
        if (call(command, arguments) instanceof List<?> list) {
            return list;
        }
        throw new IOException(server + " gave an answer that Redis does not give; is it a Redis server?");
    }

    /** The text of a part of an answer. */
    static String text(@Nullable Object part) {
        return part instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(part);
    }

    /** The most time between two answers. */
    void timeout(int milliseconds) throws IOException {
        try {
            wire.setSoTimeout(milliseconds);
        } catch (JedisException e) {
            throw failure(server, e);
        }
    }

    @Override
    public void close() {
        try {
            wire.forceDisconnect();
        } catch (IOException | JedisException e) {
            // Closed is closed.
        }
    }

    private static IOException failure(HostAndPort server, JedisException failure) {
        if (failure instanceof JedisDataException) {
            return new RedisRefusal(server, Text.printable(String.valueOf(failure.getMessage())));
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            // A server that closes the door may say why before it does; Jedis keeps that beside the broken pipe.
            if (String.valueOf(cause.getMessage()).startsWith("ERR ")) {
                return new RedisRefusal(server, Text.printable(String.valueOf(cause.getMessage())));
            }
            cause = cause.getCause();
        }
        // Jedis tries each address of a host and suppresses what went wrong with it.
        Throwable[] attempts = cause.getSuppressed();
        Throwable last = attempts.length == 0 ? cause : attempts[attempts.length - 1];
        return new IOException("Redis at " + server + " " + reason(last), failure);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "has an unknown host name";
        }
        if (cause instanceof SocketTimeoutException) {
            return "does not answer in time";
        }
        if (cause instanceof ConnectException) {
            return "does not accept connections: " + Text.printable(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
            return "fails at TLS: " + Text.printable(String.valueOf(cause.getMessage()));
        }
        return "lost the connection: " + Text.printable(String.valueOf(cause.getMessage()));
    }

    /** Opens what Jedis keeps for its own subclasses. */
    private static final class Wire extends Connection {
        Wire(JedisSocketFactory sockets, JedisClientConfig config) {
            super(sockets, config);
        }

        void push() {
            flush();
        }
    }
}
