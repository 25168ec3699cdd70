package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Sends incidents to a manager, or to any syslog server, as {@link SyslogMessage}s.
 *
 * <p>What Delivered means is the transport's to say: with {@code tcp} and {@code tls} the peer has read the whole batch, see
 * {@link ConfirmedSender}; with {@code udp} only that the system took the datagram. A batch that was not confirmed is offered
 * again as a whole, so the peer may hold lines of it twice, with the same ids.
 */
final class WazuhSyslogSink implements IncidentSink {
    private final SyslogSender sender;
    private final SyslogMessage message;

    WazuhSyslogSink(SyslogSender sender, SyslogMessage message) {
        this.sender = sender;
        this.message = message;
    }

    @Override
    public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the pipeline stops");
        }
        try {
            sender.send(batch);
        } catch (UnknownHostException e) {
            throw unknown(e);
        }
        return batch.stream().map(incident -> Outcome.delivered()).toList();
    }

    @Override
    public void rehearse(Incident incident) {
        message.layout().toByteArray(message.event(incident));
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        try {
            return sender.probe();
        } catch (UnknownHostException e) {
            throw unknown(e);
        }
    }

    @Override
    public void close() {
        sender.close();
    }

    private static IOException unknown(UnknownHostException e) {
        return new IOException("the name of setting \"host\" is not known; check it and the name server", e);
    }
}
