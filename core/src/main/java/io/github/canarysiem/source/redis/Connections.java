package io.github.canarysiem.source.redis;

import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.TlsContext;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Opens connections as the settings say. Thread-safe. */
final class Connections {
    private final JedisClientConfig data;
    private final JedisClientConfig sentinel;
    private final @Nullable TlsContext tls;

    Connections(RedisSettings settings) {
        this.data = config(settings, settings.username(), settings.password(), settings.database());
        this.sentinel = config(settings, settings.sentinelUsername(), settings.sentinelPassword(), 0);
        this.tls = settings.tls();
    }

    RedisLink open(HostAndPort server) throws IOException {
        return open(server, data);
    }

    RedisLink openSentinel(HostAndPort server) throws IOException {
        return open(server, sentinel);
    }

    /** Speaks at once: a server that refuses a connection says why, but only to those that are quick. */
    private RedisLink open(HostAndPort server, JedisClientConfig config) throws IOException {
        JedisSocketFactory plain = new DefaultJedisSocketFactory(server, config);
        SSLSocketFactory secured = tls == null ? null : tls.current().getSocketFactory();
        JedisSocketFactory sockets = secured == null ? plain : () -> encrypted(plain.createSocket(), server, secured);
        RedisLink link = null;
        try {
            link = RedisLink.open(server, sockets, config);
            link.call(Command.PING);
            return link;
        } catch (IOException e) {
            if (link != null) {
                link.close();
            }
            throw tls == null ? e : explained(e);
        }
    }

    /** TLS 1.3 tells a client that its certificate is missing or bad when it has begun to speak, if at all. */
    private static IOException explained(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("lost the connection") || message.contains("fatal alert")
                ? new IOException(message + "; if it wants a client certificate, set tls-certificate", failure)
                : failure;
    }

    private static Socket encrypted(Socket plain, HostAndPort server, SSLSocketFactory tls) {
        try {
            SSLSocket socket = (SSLSocket) tls.createSocket(plain, server.getHost(), server.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            // Checks that the certificate is that host's (RFC 2818); without it any certificate of the CA would do.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            try {
                plain.close();
            } catch (IOException failure) {
                e.addSuppressed(failure);
            }
            throw new JedisConnectionException("no TLS", e);
        }
    }

    private static JedisClientConfig config(
            RedisSettings settings, @Nullable String username, @Nullable Secret password, int database) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                // RESP2, without a HELLO that servers before Redis 6 do not know.
                .serverDefaultProtocol()
                .autoNegotiateProtocol(false)
                // Redis 7.0 cannot allow it in an ACL, and nobody needs it.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .database(database)
                .connectionTimeoutMillis(milliseconds(settings.connectTimeout()))
                .socketTimeoutMillis(milliseconds(settings.readTimeout()));
        if (password != null) {
            config.user(username).password(password.reveal());
        }
        return config.build();
    }

    private static int milliseconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }
}
