package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate --install}, as an operator calls it. */
@Timeout(300)
class InstallIT {
    private static final String SETTINGS = "/_component_template/canarytokens-settings";

    @TempDir
    private Path folder;

    @Test
    void templatesAndPolicyArePutOnceAndReplacedOnlyByForce() throws Exception {
        try (KeptObjects cluster = new KeptObjects()) {
            configure("search: { type: elastic, url: \"" + cluster.url()
                    + "\", api-key: c2VjcmV0OnNlY3JldA==, data-stream: logs-x.y-z }");

            Result first = install("elastic");
            assertThat(first.err()).isEmpty();
            assertThat(first.exitCode()).isZero();
            assertThat(first.out().lines().skip(1))
                    .containsExactly(
                            "created     /_ilm/policy/canarytokens",
                            "created     /_component_template/canarytokens-mappings",
                            "created     " + SETTINGS,
                            "created     /_index_template/canarytokens");
            assertThat(cluster.objects()).hasSize(4);
            assertThat(cluster.objects().get("/_index_template/canarytokens")).contains("[\"logs-x.y-z\"]");
            assertThat(cluster.credentials()).containsOnly("ApiKey c2VjcmV0OnNlY3JldA==");
            assertThat(folder.resolve("generated")).doesNotExist();

            assertThat(install("elastic").out())
                    .contains("unchanged   " + SETTINGS)
                    .doesNotContain("created");

            Result other = install("elastic", "--set", "replicas=2", "--with-role");
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.err())
                    .isEqualTo("canary-siem: the cluster holds something else at " + SETTINGS.substring(1)
                            + ": nothing was written; compare, then replace it with --force\n");
            assertThat(cluster.objects()).hasSize(4);

            Result forced = install("elastic", "--set", "replicas=2", "--with-role", "--force");
            assertThat(forced.out())
                    .contains("replaced    " + SETTINGS, "created     /_security/role/canarytokens-writer");
            assertThat(cluster.objects().get(SETTINGS)).contains("\"number_of_replicas\": 2");
        }
    }

    @Test
    void whatCannotBeInstalledIsToldInOneLine() throws Exception {
        try (KeptObjects cluster = new KeptObjects()) {
            String sink = ": { type: elastic, url: \"" + cluster.url() + "\" }";
            configure("one" + sink + "\n  two" + sink);
            assertThat(install("opensearch", "--sink", "one").err())
                    .startsWith("canary-siem: the cluster is Elasticsearch 9.2.0")
                    .endsWith("take the pack elastic instead\n");
            assertThat(install("elastic").err()).contains("several sinks: choose one with --sink, of one, two");
            assertThat(install("elastic", "--sink", "three").err())
                    .contains("--sink names no sink: known are one, two");
            assertThat(install("wazuh").err()).contains("--install takes the packs elastic and opensearch, not wazuh");
            configure("agent: { type: wazuh-file, path: incident.log }");
            assertThat(install("elastic").err()).contains("--install finds no sink of type elastic");
            assertThat(cluster.objects()).isEmpty();
        }
    }

    private void configure(String sinks) throws Exception {
        Files.writeString(folder.resolve("canary-siem.yml"), """
                sources:
                  tokens: { type: redis, url: "redis://127.0.0.1:1/0" }
                sinks:
                  %s
                """.formatted(sinks));
    }

    private Result install(String pack, String... more) {
        List<String> arguments = new ArrayList<>(List.of("generate", pack, "--install"));
        arguments.addAll(List.of(more));
        return CommandProcess.run(folder, arguments.toArray(String[]::new));
    }
}
