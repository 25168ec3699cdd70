package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Carries syslog messages to a peer. Used by one thread at a time. */
interface SyslogSender extends Closeable {
    /**
     * Returns when the transport has given all the proof of arrival that it can.
     *
     * @throws IOException if it has not; any part of the messages may have arrived
     */
    void send(List<Incident> batch) throws IOException, InterruptedException;

    /**
     * Tries to reach the peer and sends no message.
     *
     * @return one line about what was found
     */
    String probe() throws IOException, InterruptedException;

    @Override
    void close();
}
