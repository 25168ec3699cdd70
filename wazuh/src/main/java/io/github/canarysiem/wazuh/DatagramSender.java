package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.appender.SyslogAppender;
import org.apache.logging.log4j.core.net.Protocol;

/**
 * Sends each message as one UDP datagram through Log4j's syslog appender.
 *
 * <p>A datagram that the system took counts as sent: nobody learns whether it arrives. Each batch has an appender of its own, so
 * that a changed address of the peer is found, and nothing is held between batches.
 */
final class DatagramSender implements SyslogSender {
    private final String host;
    private final int port;
    private final SyslogMessage message;

    DatagramSender(String host, int port, SyslogMessage message) {
        this.host = host;
        this.port = port;
        this.message = message;
    }

    @Override
    public void send(List<Incident> batch) throws IOException {
        // The appender would look the name up too, but report a failure only to its own status log.
        InetAddress.getByName(host);
        try {
            SyslogAppender appender = appender();
            try {
                for (Incident incident : batch) {
                    appender.append(message.event(incident));
                }
            } finally {
                appender.stop();
            }
        } catch (AppenderLoggingException e) {
            throw new IOException("the datagram was not taken by the system; check host, port and network", e);
        }
    }

    @Override
    public String probe() throws IOException {
        InetAddress.getByName(host);
        return "the host's name is known; UDP confirms nothing, use tcp or tls to lose nothing";
    }

    @Override
    public void close() {
        // Holds nothing between batches.
    }

    private SyslogAppender appender() {
        SyslogAppender appender = SyslogAppender.newSyslogAppenderBuilder()
                .setName("wazuh-syslog")
                .setHost(host)
                .setPort(port)
                .setProtocol(Protocol.UDP)
                .setImmediateFail(true)
                .setIgnoreExceptions(false)
                .setLayout(message.layout())
                .build();
        appender.setHandler(new ThrownAnyway());
        appender.start();
        return appender;
    }

    /** The appender throws what goes wrong; its default handler would also print it. */
    private static final class ThrownAnyway implements org.apache.logging.log4j.core.ErrorHandler {
        @Override
        public void error(String text) {}

        @Override
        public void error(String text, Throwable cause) {}

        @Override
        public void error(String text, LogEvent event, Throwable cause) {}
    }
}
