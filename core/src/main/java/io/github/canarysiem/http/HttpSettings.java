package io.github.canarysiem.http;

import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.TlsContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a far end. Read from the settings {@code url} or {@code urls}; {@code proxy} (none; {@code http://host:port}); {@code
 * connect-timeout} (5s); {@code timeout} (30s, from the request to the end of the answer); {@code gzip} (true); {@code
 * tls-minimum} (1.2; 1.3) and those of {@link TlsContext}.
 *
 * @param endpoints at least one; without a slash at the end
 * @param authorization the value of the header {@code Authorization}
 */
public record HttpSettings(
        List<URI> endpoints,
        Optional<Secret> authorization,
        Optional<InetSocketAddress> proxy,
        Duration connectTimeout,
        Duration timeout,
        boolean gzip,
        String leastTls,
        TlsContext tls) {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> VERSIONS = List.of("1.2", "1.3");

    /** Reads them; faults are noted in {@code settings}. */
    public static HttpSettings of(Settings settings, Optional<Secret> authorization) {
        List<URI> endpoints = endpoints(settings);
        boolean plain = endpoints.stream().noneMatch(endpoint -> "https".equals(endpoint.getScheme()));
        if (plain) {
            TlsContext.refuse(settings, "has no effect; no URL begins with https");
        }
        String version = settings.text("tls-minimum", VERSIONS.get(0));
        if (!VERSIONS.contains(version)) {
            settings.problem("tls-minimum", "is not one of " + String.join(", ", VERSIONS));
        }
        return new HttpSettings(
                endpoints,
                authorization,
                settings.optionalText("proxy").map(text -> proxy(settings, text)),
                settings.duration("connect-timeout", Duration.ofSeconds(5)),
                settings.duration("timeout", Duration.ofSeconds(30)),
                settings.flag("gzip", true),
                version,
                TlsContext.of(settings));
    }

    /**
     * A credential as it may stand in a header, without blanks around it. One with a line break or the like is noted as a fault: the
     * HTTP client would refuse it with a message that shows the whole value.
     */
    public static String credential(Settings settings, String key, Secret given) {
        String text = given.reveal().strip();
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            settings.problem(key, "holds a character that none can hold, such as a space or a line break");
        }
        return text;
    }

    private static List<URI> endpoints(Settings settings) {
        Optional<String> one = settings.optionalText("url");
        List<String> several = settings.texts("urls");
        if (one.isPresent() == !several.isEmpty()) {
            settings.problem("url", one.isPresent() ? "stands beside urls; give one of them" : "is missing, or urls");
            return List.of(NOWHERE);
        }
        String key = one.isPresent() ? "url" : "urls";
        List<URI> endpoints = new ArrayList<>();
        for (String text : one.map(List::of).orElse(several)) {
            endpoints.add(endpoint(settings, key, text));
        }
        return List.copyOf(endpoints);
    }

    private static URI endpoint(Settings settings, String key, String text) {
        try {
            URI url = new URI(text.strip().replaceAll("/+$", ""));
            boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!known || url.getHost() == null || url.getPort() > HIGHEST_PORT) {
                settings.problem(key, "is not a URL like https://siem.example:8088");
            } else if (url.getRawUserInfo() != null) {
                settings.problem(key, "holds a user or password; give them in settings of their own");
            } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
                settings.problem(key, "holds a query; give the URL without it");
            } else {
                return url;
            }
        } catch (URISyntaxException e) {
            settings.problem(key, "is not a URL like https://siem.example:8088");
        }
        return NOWHERE;
    }

    private static InetSocketAddress proxy(Settings settings, String text) {
        URI url = endpoint(settings, "proxy", text);
        if (url.getPort() < 0) {
            settings.problem("proxy", "names no port; write it like http://proxy.example:3128");
            return InetSocketAddress.createUnresolved("127.0.0.1", 1);
        }
        return InetSocketAddress.createUnresolved(url.getHost(), url.getPort());
    }
}
