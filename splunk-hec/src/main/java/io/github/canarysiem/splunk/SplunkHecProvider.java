package io.github.canarysiem.splunk;

import io.github.canarysiem.http.HttpSettings;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the sink {@code splunk-hec}: Splunk's HTTP Event Collector.
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><th>key</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code url} or {@code urls}</td><td>required</td><td>the collector, as {@code https://splunk.example:8088}; of several
 *       the next is used when one fails</td></tr>
 *   <tr><td>{@code token}</td><td>required</td><td>the HEC token</td></tr>
 *   <tr><td>{@code ack}</td><td>{@code true}</td><td>wait for indexer acknowledgement; the token must have it enabled</td></tr>
 *   <tr><td>{@code ack-timeout}</td><td>{@code 5m}</td><td>what is not acknowledged by then is sent again</td></tr>
 *   <tr><td>{@code channel}</td><td>of this host and URL</td><td>GUID of the channel that acknowledgements are counted on</td></tr>
 *   <tr><td>{@code index}</td><td>the token's</td><td>index of all incidents</td></tr>
 *   <tr><td>{@code index-by-type}</td><td>none</td><td>indexes for tokens of certain types, as {@code { aws_keys: cloud }}</td></tr>
 *   <tr><td>{@code host}</td><td>this host's name</td><td>value of {@code host}</td></tr>
 *   <tr><td>{@code source}</td><td>{@code canary-siem}</td><td>value of {@code source}</td></tr>
 *   <tr><td>{@code sourcetype}</td><td>{@code canarysiem:incident}</td><td>value of {@code sourcetype}</td></tr>
 *   <tr><td>{@code batch-bytes}</td><td>{@code 256KiB}</td><td>most bytes of one request, before compression; Splunk Cloud takes
 *       about 1 MB</td></tr>
 *   <tr><td>{@code proxy}, {@code connect-timeout}, {@code timeout}, {@code gzip}, {@code tls-...}</td><td></td><td>see {@link
 *       HttpSettings}</td></tr>
 * </table>
 */
public final class SplunkHecProvider implements SinkProvider {
    private static final int LEAST_BATCH = 1_024;
    private static final int LARGEST_BATCH = 512 << 20;

    /** For the service loader. */
    public SplunkHecProvider() {}

    @Override
    public String type() {
        return "splunk-hec";
    }

    @Override
    public IncidentSink create(Settings settings) {
        String token = HttpSettings.credential(settings, "token", settings.secret("token"));
        HttpSettings http = HttpSettings.of(settings, Optional.of(new Secret("Splunk " + token)));
        String host = host();
        HecEnvelope envelope = new HecEnvelope(
                settings.text("host", host),
                settings.text("source", "canary-siem"),
                settings.text("sourcetype", "canarysiem:incident"),
                settings.optionalText("index"),
                indexes(settings.section("index-by-type")));
        long batchBytes = settings.bytes("batch-bytes", 1 << 18);
        if (batchBytes < LEAST_BATCH || batchBytes > LARGEST_BATCH) {
            settings.problem("batch-bytes", "is not between 1KiB and 512MiB");
        }
        SplunkHecSettings read = new SplunkHecSettings(
                http,
                envelope,
                settings.flag("ack", true),
                channel(settings, host, http),
                (int) Math.min(batchBytes, LARGEST_BATCH),
                settings.duration("ack-timeout", Duration.ofMinutes(5)));
        settings.check();
        return new SplunkHecSink(read, Clock.systemUTC());
    }

    private static Map<String, String> indexes(Settings types) {
        Map<String, String> indexes = new LinkedHashMap<>();
        types.keys().forEach(type -> indexes.put(type, types.text(type)));
        return indexes;
    }

    /** The same after a restart. */
    private static UUID channel(Settings settings, String host, HttpSettings http) {
        String derived = "canary-siem " + host + " " + http.endpoints();
        UUID otherwise = UUID.nameUUIDFromBytes(derived.getBytes(StandardCharsets.UTF_8));
        Optional<String> given = settings.optionalText("channel");
        try {
            return given.map(UUID::fromString).orElse(otherwise);
        } catch (IllegalArgumentException e) {
            settings.problem("channel", "is not a GUID like 4f6b1c9e-2a51-4c0e-9a3b-7d1f0e6c5a42");
            return otherwise;
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
