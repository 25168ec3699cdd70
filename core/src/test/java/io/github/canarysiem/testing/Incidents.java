package io.github.canarysiem.testing;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.AutonomousSystem;
import io.github.canarysiem.Browser;
import io.github.canarysiem.Chain;
import io.github.canarysiem.Cloud;
import io.github.canarysiem.DeviceLocation;
import io.github.canarysiem.Dns;
import io.github.canarysiem.Exposure;
import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Gap;
import io.github.canarysiem.Geo;
import io.github.canarysiem.Hit;
import io.github.canarysiem.Host;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Mail;
import io.github.canarysiem.Monitor;
import io.github.canarysiem.Payment;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.User;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Sample incidents. The same arguments give equal incidents. */
public final class Incidents {
    /** When the samples were observed. */
    public static final Instant OBSERVED = Instant.parse("2026-11-21T20:00:00.123456Z");

    /** Texts that have broken parsers, terminals, templates and rule files; each on its own. */
    public static final List<String> HOSTILE_TEXTS = List.of(
            "\"}, {\"canary\": {\"severity\": \"informational\"}}",
            "one\r\ntwo\nNov 21 20:00:00 host canary: {\"srcip\":\"192.0.2.99\"}",
            "\u001b[2J\u001b]0;owned\u0007",
            "before\u0000after",
            "line\u2028paragraph\u2029end",
            "\ud800 alone, alone \udc00",
            "{{7*7}} ${jndi:ldap://127.0.0.1/a} $(id) %s %n",
            "</group></rule><!-- ]]>",
            "\u202egnp.exe\u2066",
            "back\\slash \\u0000 \\\" tab\there",
            "x".repeat(16 << 10));

    private Incidents() {}

    /** A hit as most are: token, source, request. Hits of different numbers have different ids. */
    public static Incident hit(int number) {
        Instant occurred = OBSERVED.minusSeconds(1).plusMillis(number);
        return Incident.of(
                        IncidentId.of("sample", "hit", Integer.toString(number)),
                        Kind.HIT,
                        Severity.HIGH,
                        occurred,
                        OBSERVED.plusMillis(number))
                .token(new Token("sample0token" + number, "web", "memo of hit " + number))
                .channel("HTTP")
                .hit(new Hit(occurred.getEpochSecond() + ".000000", true, "alertable"))
                .source(new Source("198.51.100.7", "198.51.100.7", null, null, false, null))
                .http(new Http("curl/8.0", null, null, null, null, null, null, null))
                .build();
    }

    /** The hits {@code first} to {@code first + count - 1}, in order. */
    public static List<Incident> hits(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Incidents::hit).toList();
    }

    /** An incident of this kind with every field set, as no single real one has. */
    public static Incident full(Kind kind) {
        return full(kind, UnaryOperator.identity());
    }

    /** A hit in which every text that an attacker or a stranger can choose is this one, also as a name. */
    public static Incident hostile(String text) {
        return full(Kind.HIT, ordinary -> text);
    }

    /** A hit of more than a megabyte: no line, datagram or request of an ordinary SIEM takes it whole. */
    public static Incident oversize() {
        List<Attribute> headers = IntStream.range(0, 500)
                .mapToObj(i -> Attribute.of("X-Large-" + i, "\u00e9\"\\".repeat(500)))
                .toList();
        Incident small = hit(0);
        return Incident.of(
                        IncidentId.of("sample", "oversize"),
                        small.kind(),
                        small.severity(),
                        small.occurredAt(),
                        small.observedAt())
                .token(new Token("sample0oversize", "web", "m".repeat(100_000)))
                .channel(small.channel())
                .source(small.source())
                .http(new Http("u".repeat(100_000), null, null, null, null, null, headers, headers))
                .other(headers)
                .build();
    }

    private static Incident full(Kind kind, UnaryOperator<String> chosen) {
        List<Attribute> attributes = List.of(
                new Attribute(chosen.apply("X-Twice"), List.of(chosen.apply("one"), chosen.apply("two"))),
                new Attribute(chosen.apply("X-Empty"), List.of()));
        List<String> texts = List.of(chosen.apply("first"), chosen.apply("second"));
        return Incident.of(
                        IncidentId.of("sample", "full", kind.code(), chosen.apply("")),
                        kind,
                        Severity.CRITICAL,
                        OBSERVED.minusNanos(1_000),
                        OBSERVED)
                .token(new Token("sample0token0full", "aws_keys", chosen.apply("Kopie: payroll, share \u00dcbersicht")))
                .channel("HTTP")
                .hit(new Hit(chosen.apply("1795288237.774428"), true, "alertable"))
                .source(new Source(
                        chosen.apply("2001:db8::7"), "2001:db8::7", 51_820, chosen.apply("a.example"), true, false))
                .geo(geo(chosen))
                .autonomousSystem(autonomousSystem(chosen))
                .http(http(chosen, attributes))
                .dns(new Dns(chosen.apply("payroll.txt")))
                .mail(new Mail(
                        chosen.apply("a@b.example"),
                        texts,
                        texts,
                        texts,
                        texts,
                        chosen.apply("helo"),
                        chosen.apply("192.0.2.1")))
                .cloud(new Cloud(
                        "aws",
                        chosen.apply("GetCallerIdentity"),
                        chosen.apply("123"),
                        chosen.apply("eu-1"),
                        attributes))
                .payment(new Payment(chosen.apply("1234"), chosen.apply("$1.00"), chosen.apply("Shop")))
                .browser(browser(chosen))
                .deviceLocation(new DeviceLocation(
                        chosen.apply("52.5"), chosen.apply("13.4"), chosen.apply("20"), chosen.apply("1795288237774")))
                .host(new Host(chosen.apply("DESKTOP-1"), chosen.apply("CORP")))
                .user(new User(chosen.apply("alice"), chosen.apply("1000"), chosen.apply("bob"), chosen.apply("1001")))
                .file(new FileActivity(
                        chosen.apply("/srv/payroll.xlsx"), texts, "fanotify", "full", chosen.apply("/tmp/p"), 3))
                .process(process(chosen, texts))
                .exposure(new Exposure(chosen.apply("https://code.example/leak"), chosen.apply("NaN")))
                .gap(new Gap(Gap.Reason.TRIMMED, 50, chosen.apply("All 50 hits are new.")))
                .monitor(new Monitor("tokens", chosen.apply("started")))
                .chain(new Chain(17, "0".repeat(64), "ab".repeat(32)))
                .other(attributes)
                .build();
    }

    private static Geo geo(UnaryOperator<String> chosen) {
        return new Geo(
                chosen.apply("DE"),
                chosen.apply("Berlin"),
                chosen.apply("Berlin"),
                chosen.apply("10115"),
                chosen.apply("Europe/Berlin"),
                chosen.apply("52.5,13.4"),
                chosen.apply("AS64500 Example"));
    }

    private static AutonomousSystem autonomousSystem(UnaryOperator<String> chosen) {
        return new AutonomousSystem(
                chosen.apply("AS64500"),
                chosen.apply("Example"),
                chosen.apply("isp.example"),
                chosen.apply("198.51.100.0/24"),
                chosen.apply("isp"));
    }

    private static Http http(UnaryOperator<String> chosen, List<Attribute> attributes) {
        return new Http(
                chosen.apply("Mozilla/5.0"),
                chosen.apply("tokens.example"),
                chosen.apply("203.0.113.9"),
                chosen.apply("https://r.example/"),
                chosen.apply("https://clone.example/"),
                chosen.apply("t13d1516h2_8daaf6152771_e5627efa2ab1"),
                attributes,
                attributes);
    }

    private static Browser browser(UnaryOperator<String> chosen) {
        return new Browser(
                chosen.apply("Firefox"),
                chosen.apply("130"),
                chosen.apply("Mozilla"),
                chosen.apply("de"),
                chosen.apply("Linux"),
                chosen.apply("x86_64"));
    }

    private static RunningProcess process(UnaryOperator<String> chosen, List<String> texts) {
        return new RunningProcess(
                chosen.apply("cat"),
                chosen.apply("4711"),
                chosen.apply("/usr/bin/cat"),
                texts,
                chosen.apply("/root"),
                OBSERVED.minusSeconds(60),
                chosen.apply("3"),
                chosen.apply("0a1b2c"),
                texts);
    }
}
