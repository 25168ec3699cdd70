package io.github.canarysiem.source.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Tells whether the program that has the port is a canary-siem with the same settings: it answers as only our webhook does, and
 * only to those who know the secret.
 */
final class RunningTwin {
    private static final int TIMEOUT_MILLISECONDS = 1_000;
    private static final int LONGEST_ANSWER = 4_096;

    private RunningTwin() {}

    static boolean answers(WebhookSettings settings) {
        InetAddress address = settings.listen().getAddress();
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(reachable, settings.listen().getPort()), TIMEOUT_MILLISECONDS);
            plain.setSoTimeout(TIMEOUT_MILLISECONDS);
            if (settings.identity().isEmpty()) {
                return isOurs(plain, settings);
            }
            X509Certificate own = settings.identity().get().certificate();
            try (Socket secure = secured(plain, own)) {
                return isOurs(secure, settings);
            }
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    /** A GET changes nothing and is refused, but for the secret it is a good one. */
    private static boolean isOurs(Socket socket, WebhookSettings settings) throws IOException {
        StringBuilder request = new StringBuilder("GET ")
                .append(settings.fullPath())
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        settings.header()
                .ifPresent(name -> request.append(name)
                        .append(": ")
                        .append(settings.headerSecret().orElseThrow().reveal())
                        .append("\r\n"));
        OutputStream out = socket.getOutputStream();
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        String answer = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        return answer.startsWith("HTTP/1.1 405 ") && answer.endsWith(Answer.WRONG_METHOD.text() + "\n");
    }

    private static Socket secured(Socket plain, X509Certificate own) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new OneCertificate(own)}, null);
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        secure.startHandshake();
        return secure;
    }

    /** Trusts the certificate that we would show ourselves, and no other. */
    private record OneCertificate(X509Certificate own) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is for servers");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (chain.length == 0 || !Arrays.equals(chain[0].getEncoded(), own.getEncoded())) {
                throw new CertificateException("this is another certificate");
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
