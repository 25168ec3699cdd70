package io.github.canarysiem.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.runner.terminal.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes hostile messages through the very file that the command's logs are configured by. */
class LogFormTest {
    private static final String HOSTILE =
            "a\r\nb\u001b[31mc\u0000d\u2028e\u202ef\tg\u009bh ${env:PATH} ${jndi:ldap://x} %d";

    private final String formBefore = System.getProperty("canary.siem.log.form", "text");

    @AfterEach
    void restore() {
        System.setProperty("canary.siem.log.form", formBefore);
        System.clearProperty("canary.siem.log.level");
    }

    @Test
    void aTextLineStaysOneLineAndDoesNothingToATerminal() throws Exception {
        List<String> lines = written("text");
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotMatch(".*[\\p{Cntrl}\u0080-\u009f\u2028\u202e].*"));
        assertThat(lines.get(0))
                .matches("\\S+ WARN  Probe: .*")
                .endsWith("a\\r\\nb?[31mc?d?e?f g?h ${env:PATH} ${jndi:ldap://x} %d");
        assertThat(lines.get(1)).contains("before " + "a\\r\\nb").doesNotContain(System.getenv("PATH"));
        assertThat(lines.get(2))
                .contains("thrown | java.lang.IllegalStateException: a")
                .contains("LogFormTest");
    }

    @Test
    void aJsonLineStaysOneLineAndKeepsEveryCharacter() throws Exception {
        List<String> lines = written("json");
        assertThat(lines).hasSize(3);
        JsonNode first = new JsonMapper().readTree(lines.get(0));
        assertThat(first.path("message").asText()).isEqualTo(HOSTILE);
        assertThat(first.path("log.level").asText()).isEqualTo("WARN");
        assertThat(new JsonMapper().readTree(lines.get(2)).toString()).contains("IllegalStateException");
    }

    @Test
    void theEnvironmentChoosesFormAndLevel() throws Exception {
        Logs.prepare("info", Map.of(Logs.FORM, "JSON", Logs.LEVEL, " debug ")::get);
        assertThat(System.getProperty("canary.siem.log.form")).isEqualTo("json");
        assertThat(System.getProperty("canary.siem.log.level")).isEqualTo("debug");
        Logs.prepare("off", Map.of(Logs.FORM, "text")::get);
        assertThat(System.getProperty("canary.siem.log.level")).isEqualTo("off");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Logs.prepare("off", Map.of(Logs.FORM, "hunter2")::get))
                .withMessage("CANARY_SIEM_LOG is unknown: set it to one of json, text");
    }

    private static List<String> written(String form) throws IOException, URISyntaxException {
        System.setProperty("canary.siem.log.form", form);
        System.setProperty("canary.siem.log.level", "info");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (LoggerContext context = new LoggerContext(
                "probe",
                null,
                Objects.requireNonNull(LogFormTest.class.getResource("/log4j2.xml"))
                        .toURI())) {
            context.start();
            Logger log = context.getLogger("io.github.canarysiem.Probe");
            log.warn(HOSTILE);
            log.info("before {} after", HOSTILE);
            log.debug("not at this level");
            log.error("thrown", new IllegalStateException(HOSTILE));
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
