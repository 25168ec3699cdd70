package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.testing.Incidents;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyValueLineTest {
    private static final Pattern FIELD = Pattern.compile(" ([a-z0-9_.]+)=\"([^\"]*)\"");
    private static final KeyValueLine LINE = new KeyValueLine(WazuhLine.LONGEST);

    static List<String> hostileTexts() {
        return Incidents.HOSTILE_TEXTS;
    }

    @Test
    void aLineIsTheIdAndThenTheFieldsInTheirOrder() {
        assertThat(text(LINE.of(Incidents.hit(1))))
                .startsWith(
                        "canary-siem: canary.id=\"" + Incidents.hit(1).id()
                                + "\" srcip=\"198.51.100.7\" canary.schema_version=\"1\" canary.revision=\"1\" canary.kind=\"hit\" ")
                .contains(" canary.token.memo=\"memo of hit 1\" ", " canary.source.tor=\"false\" ");
    }

    @Test
    void everyFieldThatIsNoListIsThereOnce() {
        assertThat(fields(text(LINE.of(Incidents.full(Kind.HIT)))).stream().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(WazuhField.values())
                        .filter(field -> field.type() != WazuhField.Type.LIST)
                        .map(WazuhField::path)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void noTextForgesAFieldOrEndsTheLine(String hostile) {
        Incident incident = Incidents.hostile(hostile);
        String line = text(LINE.of(incident));

        assertThat(line).doesNotContain("\n", "\r", "\u2028", "\u001b", "\0", "\u202e");
        assertThat(FIELD.matcher(line).replaceAll("")).isEqualTo("canary-siem:");
        assertThat(fields(line).stream().map(match -> match.group(1))).doesNotHaveDuplicates();
        assertThat(fields(line).stream()
                        .filter(match -> match.group(1).equals("canary.token.memo"))
                        .map(match -> URLDecoder.decode(match.group(2).replace("+", "%2B"), StandardCharsets.UTF_8)))
                .singleElement()
                .satisfies(memo -> assertThat(Text.wellFormed(hostile)).startsWith(memo))
                .satisfies(memo -> assertThat(memo).hasSizeGreaterThanOrEqualTo(Math.min(hostile.length(), 500)));
    }

    @Test
    void theWorstIncidentFits() {
        for (String worst : List.of("%", "\"", "\u202e", "\ud83d\ude00", "\u001b")) {
            Incident incident = Samples.full(worst.repeat(40_000), 1);
            for (int limit : new int[] {WazuhLine.SHORTEST, WazuhLine.LONGEST}) {
                byte[] line = new KeyValueLine(limit).of(incident);
                assertThat(line).hasSizeLessThanOrEqualTo(limit);
                assertThat(text(line)).contains(incident.id()).endsWith("\"");
            }
        }
    }

    private static List<MatchResult> fields(String line) {
        return FIELD.matcher(line).results().toList();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
