package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SourceProvider;
import java.time.Clock;

/**
 * Makes the source of type {@code webhook}: a listener for the generic webhook of a Canarytokens server, the hosted one above all.
 *
 * <p>Settings, with their defaults: {@code listen} (127.0.0.1:8600), {@code path} (/hook); {@code secret}, the last segment of the
 * path; {@code header} with {@code header-secret}; {@code anonymous} (false); {@code allowed-sources} (all); {@code
 * tls-certificate} and {@code tls-key} (PEM files) or {@code tls-key-store} with {@code tls-key-store-password}; {@code
 * maximum-body} (1MiB), {@code maximum-connections} (200), {@code request-timeout} (5s); {@code redact} (true).
 *
 * <p>A request is answered with 200 after its incident is durable, and with 503 if that takes longer than 1.5 seconds: the sender
 * waits for two, never sends again, and gives up on the webhook after five failures. So what was read whole but could not be stored
 * is kept in memory, up to a limit, and stored as soon as the journal takes it. See {@link
 * io.github.canarysiem.source.canarytokens.WebhookIncidents} for ids.
 */
public final class WebhookSourceProvider implements SourceProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public WebhookSourceProvider() {}

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public IncidentSource create(Settings settings) {
        WebhookSettings read = WebhookSettings.read(settings);
        settings.check();
        return new WebhookSource(read, Clock.systemUTC(), ListeningSocket::open, WebhookSource.MEMORY);
    }
}
