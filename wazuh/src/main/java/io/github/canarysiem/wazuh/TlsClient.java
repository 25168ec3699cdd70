package io.github.canarysiem.wazuh;

import io.github.canarysiem.spi.TlsContext;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Lays TLS 1.2 or 1.3 over a connection. Used by one thread at a time. */
final class TlsClient {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsContext context;
    private final boolean verifyHost;

    TlsClient(TlsContext context, boolean verifyHost) {
        this.context = context;
        this.verifyHost = verifyHost;
    }

    /** What an operator should know. */
    String summary() {
        return verifyHost
                ? "its certificate is trusted and names the host"
                : "its certificate is trusted, but tls-verify-host is off: any host it was issued to is accepted";
    }

    /** A secured socket over a connected one, after the handshake; closing it closes both. */
    Socket over(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) loaded().getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (verifyHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** The error in words of this configuration. */
    IOException explained(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new IOException(
                        "the peer's certificate is not accepted; check tls-ca and that the certificate names the host",
                        e);
            }
        }
        return e instanceof SSLException
                ? new IOException("the peer refused the TLS connection; check tls-certificate and its TLS version", e)
                : new IOException("the peer hung up before it had read the batch", e);
    }

    /**
     * Reads the files, if they have changed.
     *
     * @throws IOException naming the settings and the mend
     */
    SSLContext loaded() throws IOException {
        return context.current();
    }
}
