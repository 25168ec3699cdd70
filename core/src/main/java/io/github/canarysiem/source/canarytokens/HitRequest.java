package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Attribute;
import io.github.canarysiem.Browser;
import io.github.canarysiem.Http;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.Mail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hit's request carried: HTTP, the visitor's browser, a mail. */
final class HitRequest {
    private HitRequest() {}

    static void map(HitFields fields, ObjectNode root, IncidentBuilder incident) {
        ObjectNode info = fields.object(root, "additional_info");
        List<Attribute> headers = fields.attributes(fields.object(root, "request_headers"), true);
        String referrer = fields.text(root, "referer");
        Http http = new Http(
                root.has("useragent") ? fields.text(root, "useragent") : fields.text(info, "useragent"),
                header(headers, "host"),
                header(headers, "x-forwarded-for"),
                referrer == null ? fields.text(root, "referrer") : referrer,
                fields.text(root, "location"),
                fields.text(root, "tls_ja4_fingerprint"),
                headers,
                fields.attributes(fields.object(root, "request_args"), false));
        if (!http.equals(new Http(null, null, null, null, null, null, null, null))) {
            incident.http(http);
        }
        incident.browser(browser(fields, fields.object(info, "Browser")));
        incident.mail(mail(fields, fields.object(root, "mail")));
    }

    private static @Nullable String header(List<Attribute> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .findFirst()
                .map(header -> String.join(", ", header.values()))
                .orElse(null);
    }

    private static @Nullable Browser browser(HitFields fields, @Nullable ObjectNode found) {
        if (found == null) {
            return null;
        }
        return new Browser(
                fields.single(found, "browser"),
                fields.single(found, "version"),
                fields.single(found, "vendor"),
                fields.single(found, "language"),
                fields.single(found, "os"),
                fields.single(found, "platform"));
    }

    private static @Nullable Mail mail(HitFields fields, @Nullable ObjectNode mail) {
        if (mail == null) {
            return null;
        }
        ObjectNode helo = fields.object(mail, "helo");
        List<String> recipients = fields.texts(mail, "recipients");
        return new Mail(
                fields.text(mail, "sender"),
                recipients == null
                        ? null
                        : recipients.stream().map(HitRequest::withoutBrackets).toList(),
                fields.texts(mail, "links"),
                fields.texts(mail, "headers"),
                fields.texts(mail, "attachments"),
                fields.text(helo, "client_name"),
                fields.text(helo, "client_ip"));
    }

    /** Every save of the token puts one more pair around each recipient. */
    private static String withoutBrackets(String recipient) {
        int start = 0;
        int end = recipient.length();
        while (end - start >= 2 && recipient.charAt(start) == '<' && recipient.charAt(end - 1) == '>') {
            start++;
            end--;
        }
        return recipient.substring(start, end);
    }
}
