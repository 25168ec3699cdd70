package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.Needs;
import io.github.canarysiem.testing.RedisServerProcess;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Five attackers trigger tokens online; five others only read planted files: each is one alert of the generated rules. */
@Timeout(120)
class ScenarioIT {
    private static final int ATTACKERS = 5;
    /** Accounts that every Debian has, by number. */
    private static final Map<Integer, String> READERS =
            Map.of(1, "daemon", 2, "bin", 3, "sys", 8, "mail", 65534, "nobody");

    @TempDir
    private Path folder;

    @Test
    void eachAttackerIsOneAlertWithWhoAndWhat() throws Exception {
        Needs.that(Needs.isRoot(), "root: watches with fanotify and reads files as other users");
        Needs.that(Needs.program("setpriv").isPresent(), "the tool setpriv");
        Files.createDirectories(folder.resolve("planted"));
        for (int reader : READERS.keySet()) {
            Files.writeString(file(reader), "salaries");
        }
        folder.toFile().setExecutable(true, false);
        int adminPort = FreePort.find();
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer tokens = new TokenServer(new Jedis(redis.url()))) {
            writeConfiguration(redis.url(), adminPort);
            IntStream.range(0, ATTACKERS).forEach(tokens::plant);
            Deployment deployment = new Deployment(folder, adminPort);
            try (CommandProcess run = CommandProcess.start(folder, "run")) {
                deployment.awaitSource(run, Health.State.UP);
                for (int attacker = 0; attacker < ATTACKERS; attacker++) {
                    tokens.trigger(attacker, "Mozilla/5.0 (X11; Linux x86_64)", address(attacker));
                }
                for (int reader : READERS.keySet()) {
                    read(reader);
                }
                await().atMost(CommandProcess.PATIENCE)
                        .until(() -> alarms(deployment).size() >= ATTACKERS + READERS.size());
                assertThat(run.terminate().exitCode()).isZero();
            }
            assertThat(alarms(deployment)).hasSize(ATTACKERS + READERS.size());
            assertAlerts(alerts(deployment));
        }
    }

    private static void assertAlerts(List<LogtestResult.FiredRule> alerts) {
        assertThat(alerts).hasSize(ATTACKERS + READERS.size());
        for (int attacker = 0; attacker < ATTACKERS; attacker++) {
            String what = "memo of " + TokenServer.token(attacker) + " [web] from " + address(attacker);
            assertThat(alerts)
                    .filteredOn(alert -> alert.description().contains(what))
                    .as(what)
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.level()).isEqualTo(8));
        }
        READERS.forEach((number, name) -> {
            String what = "payroll-" + number + ".xlsx by " + name + " with /usr/bin/cat";
            assertThat(alerts)
                    .filteredOn(alert -> alert.description().contains(what))
                    .as(what)
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.level()).isEqualTo(12));
        });
    }

    /** What the generated rules make of the log, without the monitor's own messages. */
    private List<LogtestResult.FiredRule> alerts(Deployment deployment) throws IOException {
        assertThat(CommandProcess.run(folder, "generate", "wazuh", "-o", "out").exitCode())
                .isZero();
        Path base = folder.resolve("base");
        Files.createDirectories(base.resolve("rules"));
        Files.createDirectories(base.resolve("decoders"));
        Files.writeString(base.resolve("rules/0010-base_rules.xml"), """
                <group name="base,">
                  <rule id="1" level="0" noalert="1">
                    <category>syslog</category>
                    <description>Any line.</description>
                  </rule>
                  <rule id="530" level="0">
                    <match>^ossec: output: </match>
                    <description>What a command has printed.</description>
                  </rule>
                </group>
                """);
        Files.writeString(base.resolve("decoders/0006-base_decoders.xml"), """
                <decoder name="json">
                  <prematch>^{\\s*"</prematch>
                  <plugin_decoder>JSON_Decoder</plugin_decoder>
                </decoder>
                """);
        Ruleset ruleset = Ruleset.load(List.of(base, folder.resolve("out")));
        assertThat(ruleset.report().wouldStart()).isTrue();
        LogtestEngine engine = ruleset.engine();
        List<LogtestResult.FiredRule> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(deployment.log())) {
            LogtestResult.FiredRule rule = engine.evaluate(line).rule();
            if (rule != null && !rule.groups().contains("canary_monitor")) {
                alerts.add(rule);
            }
        }
        return alerts;
    }

    private static List<JsonNode> alarms(Deployment deployment) {
        return deployment.incidents().stream()
                .filter(incident -> !incident.path("kind").asText().startsWith("monitor-"))
                .toList();
    }

    private void read(int reader) throws Exception {
        String who = Integer.toString(reader);
        assertThat(Needs.run(
                        folder,
                        "setpriv",
                        "--reuid=" + who,
                        "--regid=" + who,
                        "--clear-groups",
                        "/usr/bin/cat",
                        file(reader).toString()))
                .isTrue();
    }

    private Path file(int reader) {
        return folder.resolve("planted/payroll-" + reader + ".xlsx");
    }

    private static String address(int attacker) {
        return "198.51.100." + (10 + attacker);
    }

    private void writeConfiguration(String redisUrl, int adminPort) throws IOException {
        Files.writeString(
                folder.resolve("canary-siem.yml"), """
                state: ./state
                admin: { listen: 127.0.0.1:%d }
                sources:
                  tokens: { type: redis, url: "%s" }
                  files: { type: honeyfile, paths: ["%s/*.xlsx"], detector: fanotify }
                sinks:
                  agent: { type: wazuh-file, path: logs/incident.log }
                """.formatted(adminPort, redisUrl, folder.resolve("planted")));
    }
}
