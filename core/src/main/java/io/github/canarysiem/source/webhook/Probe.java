package io.github.canarysiem.source.webhook;

import io.github.canarysiem.source.webhook.ListeningSocket.PortTakenException;
import io.github.canarysiem.spi.TlsIdentity;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Tries whether the source could listen: takes the port and gives it back at once. */
final class Probe {
    private final WebhookSettings settings;
    private final Clock clock;
    private final ListeningSocket.Opener opener;

    Probe(WebhookSettings settings, Clock clock, ListeningSocket.Opener opener) {
        this.settings = settings;
        this.clock = clock;
        this.opener = opener;
    }

    /** One line about what was found. */
    String run() throws IOException {
        String certificate = certificate();
        try (ServerSocketChannel socket = opener.open(settings.listen())) {
            return settings.url(socket.socket().getLocalPort()) + " can be listened at" + certificate;
        } catch (PortTakenException e) {
            if (RunningTwin.answers(settings)) {
                return settings.url(settings.listen().getPort())
                        + " is served by a running canary-siem with this secret" + certificate;
            }
            throw e;
        }
    }

    private String certificate() throws IOException {
        TlsIdentity identity = settings.identity().orElse(null);
        if (identity == null) {
            return "; without TLS";
        }
        X509Certificate shown = identity.certificate();
        Instant end = shown.getNotAfter().toInstant();
        LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        if (end.isBefore(clock.instant())) {
            throw new IOException("the certificate has expired on " + day + "; renew it");
        }
        return "; the certificate is good until " + day;
    }
}
