package io.github.canarysiem.templates.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Packs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pack for Splunk, and faults that its proof has to find. */
class SplunkProofTest {
    private static final String ADD_ON = "TA-canary-siem/default/";

    @Test
    void thePackHoldsTogether() throws Exception {
        List<GeneratedFile> files = Generation.of(Packs.bundled().pack("splunk"))
                .set("index", "honey")
                .set("mail-to", "soc@example.org")
                .generate()
                .files();

        assertThat(files)
                .extracting(GeneratedFile::path)
                .contains(ADD_ON + "app.conf", ADD_ON + "props.conf", "TA-canary-siem/metadata/default.meta");
        assertThat(file(files, "macros.conf").text()).contains("index=\"honey\" sourcetype=\"canarysiem:incident\"");
        assertThat(file(files, "savedsearches.conf").text()).contains("action.email.to = soc@example.org");
        assertThat(file(files, "tags.conf").text()).contains("[eventtype=canary_siem_alert]", "attack = enabled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "props.conf|'token.memo'|'token.note'|names the field token.note",
                "props.conf|EVAL-dest =|EVAL-destination =|does not make dest",
                "macros.conf|[canary_siem_once]|[canary_siem_1]|uses the macro canary_siem_once",
                "eventtypes.conf|[canary_siem_alert]|[canary_siem_alarm]|uses the event type canary_siem_alert",
                "tags.conf|=canary_siem_alert|=canary_siem_alarm|tags the event type canary_siem_alarm",
                "canarytokens.xml|</form>|</from>|is not well formed",
                "canarytokens.xml|geo.country|geo.county|names the field geo.county",
                "app.conf|label =|label|is neither a stanza nor a setting",
                "props.conf|TRUNCATE = 0|KV_MODE = none|sets a key twice"
            })
    void aFaultIsNotWritten(String file, String written, String instead, String fault) throws Exception {
        List<GeneratedFile> files =
                Generation.of(Packs.bundled().pack("splunk")).generate().files();
        assertThat(file(files, file).text()).contains(written);
        List<GeneratedFile> faulty = changed(files, file, text -> text.replace(written, instead));

        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> new SplunkProof().show(faulty, List.of()))
                .satisfies(refused -> assertThat(refused.faults()).anyMatch(each -> each.contains(fault)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb = c", "a\u0000", "x\u2028y", "\ud800"})
    void aHostileValueForgesNoSetting(String value) throws Exception {
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> Generation.of(Packs.bundled().pack("splunk"))
                        .set("mail-to", value)
                        .generate());
    }

    private static GeneratedFile file(List<GeneratedFile> files, String name) {
        return files.stream()
                .filter(file -> file.path().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    private static List<GeneratedFile> changed(List<GeneratedFile> files, String name, UnaryOperator<String> change) {
        return files.stream()
                .map(file -> file.path().endsWith("/" + name)
                        ? new GeneratedFile(file.path(), change.apply(file.text()), file.secret())
                        : file)
                .toList();
    }
}
