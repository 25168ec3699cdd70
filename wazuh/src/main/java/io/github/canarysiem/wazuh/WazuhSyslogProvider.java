package io.github.canarysiem.wazuh;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.spi.TlsContext;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.net.Facility;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sink {@code wazuh-syslog}: syslog into a manager, directly or through rsyslog.
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><th>key</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code host}</td><td>required</td><td>name or address of the peer</td></tr>
 *   <tr><td>{@code port}</td><td>{@code 514}</td><td>its port</td></tr>
 *   <tr><td>{@code transport}</td><td>{@code tcp}</td><td>{@code udp}, {@code tcp} or {@code tls}</td></tr>
 *   <tr><td>{@code tag}</td><td>{@code canary}</td><td>program name in the header; rules and decoders rely on it</td></tr>
 *   <tr><td>{@code facility}</td><td>{@code local0}</td><td>syslog facility</td></tr>
 *   <tr><td>{@code connect-timeout}</td><td>{@code 5s}</td><td>longest time to connect, for each address of the host</td></tr>
 *   <tr><td>{@code confirm-timeout}</td><td>{@code 30s}</td><td>longest time from then to the peer's answer</td></tr>
 *   <tr><td>{@code tls-ca}</td><td>Java's</td><td>PEM file of the authorities that may sign the peer's certificate</td></tr>
 *   <tr><td>{@code tls-certificate}</td><td>none</td><td>PEM file of our certificate and its chain</td></tr>
 *   <tr><td>{@code tls-key}</td><td>none</td><td>PEM file of its key, PKCS #8 without a password</td></tr>
 *   <tr><td>{@code tls-verify-host}</td><td>{@code true}</td><td>whether the certificate must name the host</td></tr>
 *   <tr><td>{@code maximum-line}</td><td>{@code 65000}</td><td>longest message in bytes, header included; rsyslog takes 8 KiB
 *       unless its {@code maxMessageSize} says more</td></tr>
 * </table>
 */
public final class WazuhSyslogProvider implements SinkProvider {
    /** The least {@code maximum-line}: room for the shortest line and the longest header. */
    static final int SHORTEST_MESSAGE = WazuhLine.SHORTEST + 512;

    private static final Logger LOG = LogManager.getLogger(WazuhSyslogProvider.class);
    private static final int PORT = 514;
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final String CANARY = "canary";

    /** What Wazuh takes for a program name, within the 32 characters of RFC 3164. */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]{0,31}");

    private enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** For the service loader. */
    public WazuhSyslogProvider() {}

    @Override
    public String type() {
        return "wazuh-syslog";
    }

    @Override
    public IncidentSink create(Settings settings) {
        String host = settings.text("host");
        int port = settings.integer("port", PORT, 1, HIGHEST_PORT);
        Transport transport = settings.choice("transport", Transport.class, Transport.TCP);
        String tag = tag(settings);
        Facility facility = settings.choice("facility", Facility.class, Facility.LOCAL0);
        Duration connect = timeout(settings, "connect-timeout", CONNECT_TIMEOUT);
        Duration confirm = timeout(settings, "confirm-timeout", CONFIRM_TIMEOUT);
        int longest = settings.integer("maximum-line", WazuhLine.LONGEST, SHORTEST_MESSAGE, WazuhLine.LONGEST);
        TlsClient tls = tls(settings, transport);
        settings.check();
        SyslogMessage message = new SyslogMessage(facility, tag, longest);
        return new WazuhSyslogSink(
                switch (transport) {
                    case UDP -> new DatagramSender(host, port, message);
                    case TCP, TLS -> new ConfirmedSender(host, port, message, connect, confirm, tls);
                },
                message);
    }

    private static String tag(Settings settings) {
        String tag = settings.text("tag", CANARY);
        if (TAG.matcher(tag).matches()) {
            return tag;
        }
        settings.problem("tag", "is not a program name; use up to 32 letters, digits and _ . / -");
        return CANARY;
    }

    private static Duration timeout(Settings settings, String key, Duration otherwise) {
        Duration timeout = settings.duration(key, otherwise);
        if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            settings.problem(key, "is longer than an hour; a peer that takes so long is down");
            return otherwise;
        }
        return timeout;
    }

    private static @Nullable TlsClient tls(Settings settings, Transport transport) {
        boolean verify = settings.flag("tls-verify-host", true);
        if (transport != Transport.TLS) {
            String useless = "has no effect; set transport to tls";
            TlsContext.refuse(settings, useless);
            if (settings.optionalText("tls-verify-host").isPresent()) {
                settings.problem("tls-verify-host", useless);
            }
            return null;
        }
        TlsContext context = TlsContext.of(settings);
        if (!verify) {
            LOG.warn(
                    "The setting {} is off: whoever holds any trusted certificate can pose as the syslog server",
                    settings.pathOf("tls-verify-host"));
        }
        return new TlsClient(context, verify);
    }
}
