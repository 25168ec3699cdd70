package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.net.Facility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogMessageTest {
    private static final Pattern FORM =
            Pattern.compile("<(\\d+)>([A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (\\S+) (\\S+): (\\{.*)");

    private final SyslogMessage message = new SyslogMessage(Facility.LOCAL0, "canary", WazuhLine.LONGEST);

    /**
     * Lines, and what the engine of Wazuh 4.14.7 made of them: host, program name and text. The peer takes the priority off
     * before its pre-decoder sees the line.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    Oct 15 21:07:56 host canary: hello~host~canary~hello
                    Oct  5 21:07:56 host canary: hello~host~canary~hello
                    Oct 15 21:07:56 10.0.0.1 canary: x~10.0.0.1~canary~x
                    Oct 15 21:07:56 host canary: {"a":"b"}~host~canary~{"a":"b"}
                    Oct 15 21:07:56 host canary: {"token":"a"}~host~canary~{"token":"a"}
                    """)
    void theEngineParsesThisForm(String line, String host, String program, String text) {
        Matcher engine = Pattern.compile("([A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (\\S+) (\\S+): (.*)")
                .matcher(line);
        assertThat(engine.matches()).isTrue();
        assertThat(List.of(engine.group(2), engine.group(3), engine.group(4))).containsExactly(host, program, text);
    }

    @Test
    void aMessageHasThatForm() {
        Incident incident = Samples.hit(3).build();
        Matcher matcher = FORM.matcher(new String(message.of(incident), StandardCharsets.UTF_8));

        assertThat(matcher.matches()).isTrue();
        assertThat(matcher.group(2)).startsWith("Nov ").isEqualTo(localTime(Samples.TIME));
        assertThat(matcher.group(4)).isEqualTo("canary");
        assertThat(matcher.group(5))
                .isEqualTo(new String(new WazuhLine(WazuhLine.LONGEST).of(incident), StandardCharsets.UTF_8));
    }

    /** The engine takes "Jan 1 00:00:00 host canary: ..." for a line without a header. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T12:00:00Z", "2026-02-09T12:00:00Z", "2026-12-31T12:00:00Z"})
    void theDayIsPaddedWithABlank(String time) {
        Instant observed = Instant.parse(time);
        Incident incident = Incident.of(Samples.id(1), Kind.HIT, Severity.LOW, observed, observed)
                .build();

        assertThat(new String(message.of(incident), StandardCharsets.UTF_8))
                .startsWith("<134>" + localTime(observed) + " ");
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL,129", "HIGH,131", "MEDIUM,132", "LOW,134", "INFORMATIONAL,134"})
    void severitiesBecomePriorities(Severity severity, int priority) {
        Incident incident = Incident.of(Samples.id(1), Kind.HIT, severity, Samples.TIME, Samples.TIME)
                .build();
        assertThat(new String(message.of(incident), StandardCharsets.UTF_8)).startsWith("<" + priority + ">");
    }

    @Test
    void oneDatagramIsOneMessageUpToTheLongest() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(5_000);
            DatagramSender sender = new DatagramSender("127.0.0.1", socket.getLocalPort(), message);
            Incident large = Samples.full("\u00e4\"\u001b".repeat(10_000), 3);
            sender.send(List.of(Samples.hit(1).build(), large));

            assertThat(receive(socket)).isEqualTo(message.of(Samples.hit(1).build()));
            byte[] second = receive(socket);
            assertThat(second).isEqualTo(message.of(large)).hasSizeBetween(30_000, WazuhLine.LONGEST);
        }
    }

    @Test
    void datagramsLeaveNoThread() throws Exception {
        int before = Thread.activeCount();
        DatagramSender sender = new DatagramSender("127.0.0.1", 9, message);
        for (int i = 0; i < 200; i++) {
            sender.send(Samples.hits(0, 2));
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
        assertThat(sender.probe()).contains("confirms nothing");
    }

    private static byte[] receive(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static String localTime(Instant time) {
        return DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
                .withZone(ZoneId.systemDefault())
                .format(time);
    }
}
