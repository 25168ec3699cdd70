package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class CommandIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "run --help",
                "check --help",
                "status --help",
                "journal --help",
                "journal list --help",
                "journal show --help",
                "journal replay --help",
                "dead-letters --help",
                "dead-letters list --help",
                "dead-letters show --help",
                "dead-letters replay --help",
                "dead-letters purge --help",
                "send-test --help",
                "generate --help"
            })
    void everyCommandExplainsItself(String arguments) {
        Result result = CommandProcess.run(folder, arguments.split(" "));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("USAGE\n  canary-siem ", "DESCRIPTION\n", "OPTIONS\n", "EXIT CODES\n", "EXAMPLES\n")
                .contains("75   another process", "78   the configuration")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                       | a command is missing: see canary-siem --help
                    staus                    | there is no such command, did you mean status?: see canary-siem --help
                    run --confg=hunter2      | there is no option --confg, did you mean --config?: see canary-siem run --help
                    run hunter2              | there is one parameter too many: see canary-siem run --help
                    check --timeout hunter2  | the value of TIME cannot be used: see canary-siem check --help
                    journal                  | one of list, show, replay, verify is missing: see canary-siem journal --help
                    journal show             | missing required parameter: 'ID': see canary-siem journal show --help
                    journal list --limit x   | the value of N cannot be used: see canary-siem journal list --help
                    dead-letters purge       | 'missing required argument (specify one of these): (NUMBER... | --all): see canary-siem dead-letters purge --help'
                    """)
    void aWrongCallIsToldOnOneLine(String arguments, String message) {
        Result result =
                arguments.isEmpty() ? CommandProcess.run(folder) : CommandProcess.run(folder, arguments.split(" +"));
        assertThat(result.err()).isEqualTo("canary-siem: " + message + "\n");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void theVersionIsOnTheFirstLine() {
        Result result = CommandProcess.run(folder, "--version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("canary-siem ");
    }

    @Test
    void aShellCanCompleteIt() throws Exception {
        Result result = CommandProcess.run(folder, "generate-completion");
        assertThat(result.exitCode()).isZero();
        Path script = Files.writeString(folder.resolve("completion.bash"), result.out());
        Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
        assertThat(bash.waitFor()).isZero();
        assertThat(result.out()).contains("dead-letters", "--timeout");
    }

    @Test
    void aFaultyConfigurationIsToldLineByLine() throws IOException {
        Files.writeString(folder.resolve("canary-siem.yml"), """
                sources: { tokens: { type: rediss } }
                sinks: { agent: { type: wazuh-file, path: x, pth: y } }
                """);
        for (String command : new String[] {"check", "run", "send-test"}) {
            Result result = CommandProcess.run(folder, command);
            assertThat(result.exitCode()).isEqualTo(78);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines())
                    .containsExactly(
                            "canary-siem: canary-siem.yml:1: sources.tokens.type: is not one of honeyfile, log-file, redis, webhook; did you mean redis?",
                            "canary-siem: canary-siem.yml:2: sinks.agent.pth: is not a setting here; did you mean path?");
        }
    }

    @Test
    void aMissingFileIsToldWithTheMend() {
        Result result = CommandProcess.run(folder, "check", "-c", "none.yml");
        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.err()).isEqualTo("canary-siem: none.yml: does not exist; name another with --config\n");
    }

    @Test
    void aStackTraceComesOnlyOnRequest() {
        Result plain = CommandProcess.run(folder, "journal", "list", "--state", "nowhere");
        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.err().lines())
                .singleElement()
                .isEqualTo("canary-siem: nowhere holds no journal; has canary-siem run with this state directory?");
        Result debug = CommandProcess.run(folder, "--debug", "journal", "list", "--state", "nowhere");
        assertThat(debug.err()).contains("\tat io.github.canarysiem").contains("canary-siem: nowhere holds no journal");
    }

    @Test
    void anUnknownLogLevelIsToldWithTheMend() {
        Result result = CommandProcess.run(folder, Map.of("CANARY_SIEM_LOG_LEVEL", "loud"), "check");
        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.err())
                .isEqualTo("canary-siem: CANARY_SIEM_LOG_LEVEL is unknown: set it to one of off, error, warn, info,"
                        + " debug, trace\n");
    }

    @Test
    void aLiveCheckTriesEveryPlugInWithinItsTime() throws IOException {
        Deployment.in(folder, "redis://127.0.0.1:1", """
                  fine: { type: moody, mood: none }
                  angry: { type: moody, mood: angry }
                  deaf: { type: moody, mood: deaf }
                """);
        Files.writeString(folder.resolve("angry"), "refuse");
        Files.writeString(folder.resolve("deaf"), "hang");
        long begin = System.nanoTime();
        Result result = CommandProcess.run(folder, "check", "--live", "--timeout", "3s");
        assertThat(System.nanoTime() - begin).isLessThan(40_000_000_000L);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .anyMatch(line -> line.startsWith("FAILED sources.tokens: ") && line.contains("Connection refused"))
                .anyMatch(line -> line.startsWith("ok     sinks.agent: "))
                .contains(
                        "ok     sinks.fine: the far end is there",
                        "FAILED sinks.angry: the far end refuses the password",
                        "FAILED sinks.deaf: no answer within 3000 ms; is the address right, is a firewall between?");
        assertThat(folder.resolve("state")).doesNotExist();
        assertThat(folder.resolve("logs/incident.log")).doesNotExist();
    }
}
