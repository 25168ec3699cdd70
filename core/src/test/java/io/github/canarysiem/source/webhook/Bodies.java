package io.github.canarysiem.source.webhook;

import io.github.canarysiem.Incident;
import io.github.canarysiem.testing.CapturedWebhooks;
import io.github.canarysiem.testing.CapturedWebhooks.CapturedWebhook;

/** Bodies that a Canarytokens server could send. */
final class Bodies {
    private static final String MARKED =
            "{\"channel\": \"HTTP\", \"token_type\": \"web\", \"src_ip\": \"203.0.113.77\", \"token\": \"w19x5c4ahbl8t4gw22a9v5rzc\","
                    + " \"time\": \"2026-11-21 19:10:37 (UTC)\", \"memo\": \"m\", \"manage_url\":"
                    + " \"http://c/manage?token=w19x5c4ahbl8t4gw22a9v5rzc&auth=d01d7bcad6a0032540c1d4bc926d40d9\","
                    + " \"additional_data\": {\"useragent\": \"MARK\"}, \"public_domain\": \"c\"}";

    private Bodies() {}

    /** One that carries a mark in its user agent. */
    static String marked(String mark) {
        return MARKED.replace("MARK", mark);
    }

    /** The mark of an incident. */
    static String mark(Incident incident) {
        return incident.http() == null ? "" : String.valueOf(incident.http().userAgent());
    }

    /** The first one captured for a path that begins so. */
    static String captured(String pathPrefix, boolean validation) {
        return CapturedWebhooks.all().stream()
                .filter(webhook -> webhook.path().startsWith(pathPrefix) && webhook.validation() == validation)
                .map(CapturedWebhook::body)
                .findFirst()
                .orElseThrow();
    }
}
