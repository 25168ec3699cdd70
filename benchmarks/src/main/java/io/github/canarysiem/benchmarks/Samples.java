package io.github.canarysiem.benchmarks;

import io.github.canarysiem.AutonomousSystem;
import io.github.canarysiem.Geo;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tokens and hits in the shape and size of those that a Canarytokens server stores. */
final class Samples {
    private Samples() {}

    /** The name of a token: 25 letters and digits. */
    static String token(int number) {
        return String.format(Locale.ROOT, "bench%020d", number);
    }

    /** A whole hash without hits, 19 fields as the server writes them. */
    static Map<String, String> drop(String token) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("canarytoken", token),
                Map.entry("type", "web"),
                Map.entry("memo", "Fileserver \\\\FS01\\Finance – passwords.xlsx link"),
                Map.entry("auth", "d01d7bcad6a0032540c1d4bc926d40d9"),
                Map.entry("timestamp", "1795288237.758888"),
                Map.entry("user", "Anonymous"),
                Map.entry("generated_url", "http://ct.example.com:8083/stuff/" + token + "/payments.js"),
                Map.entry("generated_hostname", token + ".ct.example.com"),
                Map.entry("created_from_ip", "198.51.100.23"),
                Map.entry("created_from_ip_x_forwarded_for", "198.51.100.23, 10.1.2.3"),
                Map.entry("alert_email_enabled", "False"),
                Map.entry("alert_sms_enabled", "False"),
                Map.entry("alert_webhook_enabled", "True"),
                Map.entry("alert_webhook_url", "http://127.0.0.1:9100/hook"),
                Map.entry("alert_ip_ignore_enabled", "False"),
                Map.entry("alert_ignored_ips", "[]"),
                Map.entry("web_image_enabled", "False"),
                Map.entry("browser_scanner_enabled", "True")));
    }

    /** The entry of one hit in {@code triggered_list}, about 1 KB. */
    static String hit(String key, String userAgent) {
        return "\"" + key
                + "\": {\"src_ip\": \"203.0.113.77\", \"geo_info\": {\"loc\": \"-33.9258,18.4232\", \"org\": \"AS64500 Example"
                + " Telecom\", \"city\": \"Cape Town\", \"country\": \"ZA\", \"region\": \"Western Cape\", \"hostname\":"
                + " \"host77.isp.example.net\", \"ip\": \"203.0.113.77\", \"timezone\": \"Africa/Johannesburg\", \"postal\":"
                + " \"8001\", \"asn\": {\"route\": \"203.0.113.0/24\", \"type\": \"isp\", \"asn\": \"AS64500\", \"domain\":"
                + " \"telecom.example\", \"name\": \"Example Telecom\"}}, \"is_tor_relay\": false, \"input_channel\": \"HTTP\","
                + " \"useragent\": \"" + userAgent
                + "\", \"alert_status\": \"alertable\", \"request_headers\": {\"Host\":"
                + " \"ct.example.com:8083\", \"X-Real-Ip\": \"203.0.113.77\", \"User-Agent\": \"" + userAgent
                + "\", \"Accept\": \"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\", \"Connection\":"
                + " \"close\"}, \"request_args\": {}}";
    }

    /** An incident of about 1 KB. */
    static Incident incident(int number) {
        return incident(number, Instant.parse("2026-11-21T20:00:00Z").plusMillis(number));
    }

    /** The same incident at another time. */
    static Incident incident(int number, Instant now) {
        String id = IncidentId.of("benchmark", Integer.toString(number));
        return Incident.of(id, Kind.HIT, Severity.HIGH, now, now)
                .token(new Token(Samples.token(number), "web", "Fileserver, finance share, passwords.xlsx"))
                .channel("HTTP")
                .source(new Source("203.0.113.77", "203.0.113.77", null, "host77.isp.example.net", false, null))
                .geo(new Geo("ZA", "Western Cape", "Cape Town", "8001", "Africa/Johannesburg", "-33.9,18.4", "Example"))
                .autonomousSystem(new AutonomousSystem("AS64500", "Example Telecom", "telecom.example", null, "isp"))
                .http(new Http("curl/8.5.0", "ct.example.com", null, null, null, null, null, null))
                .build();
    }

    /** A value below which so many hundredths of the sample lie. */
    static double percentile(double[] sample, double hundredths) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int index = (int) Math.ceil(hundredths / 100 * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
    }
}
