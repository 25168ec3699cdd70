package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.runner.process.CommandProcess.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LogFormIT {
    @TempDir
    private Path folder;

    @Test
    void aTextLineStaysOneLineAndDoesNothingToATerminal() {
        List<String> lines = logged("text");
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotMatch(".*[\\p{Cntrl}\u0080-\u009f\u2028\u202e].*"));
        assertThat(lines.get(0))
                .matches("\\S+ WARN  Probe: .*")
                .endsWith("a\\r\\nb?[31mc?d?e?f g?h ${env:PATH} ${jndi:ldap://x} %d");
        assertThat(lines.get(1)).contains("INFO  Probe: before a\\r\\nb").endsWith(" %d after");
        assertThat(lines.get(2))
                .contains("thrown | java.lang.IllegalStateException: a")
                .contains("LogProbe.main");
    }

    @Test
    void aJsonLineStaysOneLineAndKeepsEveryCharacter() throws Exception {
        List<String> lines = logged("json");
        assertThat(lines).hasSize(3);
        JsonNode first = new JsonMapper().readTree(lines.get(0));
        assertThat(first.path("message").asText()).isEqualTo(LogProbe.HOSTILE);
        assertThat(first.path("log.level").asText()).isEqualTo("WARN");
        assertThat(new JsonMapper()
                        .readTree(lines.get(2))
                        .path("error.stack_trace")
                        .asText())
                .contains("IllegalStateException", "LogProbe.main");
    }

    @Test
    void withoutATerminalItIsJson() {
        assertThat(logged("")).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("{\"@timestamp\""));
    }

    private List<String> logged(String form) {
        Map<String, String> environment = Map.of("CANARY_SIEM_LOG", form);
        try (CommandProcess probe = CommandProcess.startMain(folder, environment, LogProbe.class.getName())) {
            Result result = probe.result();
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).isEmpty();
            return result.err().lines().toList();
        }
    }
}
