package io.github.canarysiem.source.webhook;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** Opens what the source listens with. */
final class ListeningSocket {
    private static final int BACKLOG = 256;

    /** How a listening socket is made. */
    @FunctionalInterface
    interface Opener {
        /** Binds it. */
        ServerSocketChannel open(InetSocketAddress address) throws IOException;
    }

    private ListeningSocket() {}

    /**
     * Binds a socket.
     *
     * @throws PortTakenException if another program has the port
     * @throws IOException saying how to mend it
     */
    static ServerSocketChannel open(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // Else nobody could listen for a minute after a restart.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(address, BACKLOG);
        } catch (BindException e) {
            channel.close();
            throw failure(address, e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static IOException failure(InetSocketAddress address, BindException e) {
        String reason = String.valueOf(e.getMessage());
        String where = "listen: port " + address.getPort() + " ";
        if (reason.contains("in use")) {
            return new PortTakenException(
                    where + "is taken by another program; end it (ss -ltnp names it) or choose another port", e);
        }
        if (reason.contains("ermission")) {
            return new IOException(where + "needs a right that canary-siem does not have; choose one above 1023", e);
        }
        return new IOException("listen: is no address of this machine; 0.0.0.0 means all of them", e);
    }

    /** Somebody else listens there. */
    static final class PortTakenException extends IOException {
        private static final long serialVersionUID = 1L;

        PortTakenException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
