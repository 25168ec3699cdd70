package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the source is told.
 *
 * @param listen where it listens; port 0 takes any free one
 * @param path that requests are sent to, without the secret
 * @param secret last segment of the path; empty for none
 * @param header that has to hold a secret; empty for none
 * @param headerSecret what it has to hold
 * @param allowed addresses that may send; empty for all
 * @param identity for TLS; empty for plain HTTP
 * @param maximumBody bytes of the largest body
 * @param maximumConnections that are open at once
 * @param requestTimeout from the opening of a connection, or its last answer, to the end of the next request
 * @param redact whether credentials are taken out
 */
record WebhookSettings(
        InetSocketAddress listen,
        String path,
        Optional<Secret> secret,
        Optional<String> header,
        Optional<Secret> headerSecret,
        List<AddressBlock> allowed,
        Optional<TlsIdentity> identity,
        int maximumBody,
        int maximumConnections,
        Duration requestTimeout,
        boolean redact) {
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._~-]{16,256}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LEAST_BODY = 1 << 10;
    private static final int MOST_BODY = 64 << 20;
    private static final int MOST_CONNECTIONS = 10_000;

    static WebhookSettings read(Settings settings) {
        Optional<InetSocketAddress> listen = address(settings);
        WebhookSettings read = new WebhookSettings(
                listen.orElse(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                path(settings),
                secret(settings, "secret"),
                settings.optionalText("header"),
                secret(settings, "header-secret"),
                allowed(settings),
                TlsIdentity.of(settings),
                maximumBody(settings),
                settings.integer("maximum-connections", 200, 2, MOST_CONNECTIONS),
                settings.duration("request-timeout", Duration.ofSeconds(5)),
                settings.flag("redact", true));
        read.checkHeader(settings);
        boolean anonymous = settings.flag("anonymous", false);
        listen.ifPresent(address -> read.checkAccess(settings, anonymous));
        return read;
    }

    /** The address as it is written into a browser, without the secret. */
    String url(int port) {
        String host = listen.getAddress().getHostAddress();
        return (identity.isPresent() ? "https://" : "http://")
                + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                + ":" + port + path;
    }

    /** What a request has to ask for. */
    String fullPath() {
        return secret.map(given -> path + "/" + given.reveal()).orElse(path);
    }

    private void checkHeader(Settings settings) {
        if (header.isPresent() != headerSecret.isPresent()) {
            settings.problem(header.isPresent() ? "header-secret" : "header", "is missing; the two go together");
        }
        if (header.filter(name -> !HEADER.matcher(name).matches()).isPresent()) {
            settings.problem("header", "is not the name of a header; write it like X-Canary-Secret");
        }
    }

    /** A loopback address is no protection: whatever a proxy passes on comes from there. So nobody does without unawares. */
    private void checkAccess(Settings settings, boolean anonymous) {
        boolean protectedBySecret = secret.isPresent() || headerSecret.isPresent();
        if (anonymous && protectedBySecret) {
            settings.problem("anonymous", "is true, but there is a secret; give one or the other");
        } else if (anonymous && !listen.getAddress().isLoopbackAddress()) {
            settings.problem(
                    "anonymous", "is true, but listen is no loopback address: whoever reaches it could forge alarms");
        } else if (!anonymous && !protectedBySecret) {
            settings.required(
                    "secret", "without one, anybody could forge alarms; openssl rand -hex 24 makes a good one");
        }
    }

    private static Optional<InetSocketAddress> address(Settings settings) {
        Matcher matcher = ADDRESS.matcher(settings.text("listen", "127.0.0.1:8600"));
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
            settings.problem("listen", "is not host:port; write it like 127.0.0.1:8600 or [::1]:8600");
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(matcher.group(3))));
        } catch (UnknownHostException e) {
            settings.problem("listen", "names a host without an address; write an address of this machine");
            return Optional.empty();
        }
    }

    private static String path(Settings settings) {
        String path = settings.text("path", "/hook");
        if (!PATH.matcher(path).matches()) {
            settings.problem("path", "is not a path of letters, digits and . _ ~ -; write it like /hook");
        }
        return path;
    }

    private static Optional<Secret> secret(Settings settings, String key) {
        Optional<Secret> secret = settings.optionalSecret(key);
        if (secret.filter(given -> !SECRET.matcher(given.reveal()).matches()).isPresent()) {
            settings.problem(
                    key, "is not 16 to 256 letters, digits and . _ ~ -; openssl rand -hex 24 makes a good one");
        }
        return secret;
    }

    private static List<AddressBlock> allowed(Settings settings) {
        List<AddressBlock> blocks = new ArrayList<>();
        List<String> texts = settings.texts("allowed-sources");
        for (int i = 0; i < texts.size(); i++) {
            Optional<AddressBlock> block = AddressBlock.parse(texts.get(i).strip());
            block.ifPresent(blocks::add);
            if (block.isEmpty()) {
                settings.problem(
                        "allowed-sources",
                        "is not a list of addresses and networks, number " + (i + 1)
                                + " is neither; write them like 192.0.2.7 or 192.0.2.0/24");
            }
        }
        return blocks;
    }

    private static int maximumBody(Settings settings) {
        long bytes = settings.bytes("maximum-body", 1 << 20);
        if (bytes < LEAST_BODY || bytes > MOST_BODY) {
            settings.problem("maximum-body", "is not between 1KiB and 64MiB");
            return LEAST_BODY;
        }
        return (int) bytes;
    }
}
