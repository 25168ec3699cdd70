package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CYCLES = Boolean.getBoolean("canary.soak") ? 100 : 10;

    @TempDir
    Path folder;

    @Test
    void whatWasConfirmedSurvivesKillsAtAnyMoment() throws Exception {
        Path file = folder.resolve("incident.log");
        Random random = new Random();
        int confirmed = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            confirmed = runAndKill(file, confirmed, random.nextInt(300));
        }

        Set<String> ids = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            idOf(line, ids);
        }
        assertThat(ids).containsAll(WazuhSyslogSinkTest.ids(Samples.hits(0, confirmed)));
        assertThat(confirmed).isPositive();
    }

    /** A line is whole, or a beginning that a kill cut off and the next process ended. */
    private static void idOf(String line, Set<String> ids) throws IOException {
        try {
            ids.add(MAPPER.readTree(line).at("/canary/id").asText());
        } catch (JsonProcessingException e) {
            assertThat(line).startsWith("{\"").doesNotEndWith("}}").hasLineCount(1);
            assertThat(line.indexOf("{\"canary\"", 1)).as("two lines in one").isNegative();
        }
    }

    /** Returns the number after the last incident that was confirmed. */
    private static int runAndKill(Path file, int first, int millis) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        KilledWriter.class.getName(),
                        file.toString(),
                        Integer.toString(first)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int confirmed = first;
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
            assertThat(line).as("the first confirmation").isNotNull();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            // Through the handle: the process's own method would also close what it still has to say.
            process.toHandle().destroyForcibly();
            for (; line != null; line = said.readLine()) {
                confirmed = Integer.parseInt(line);
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        return confirmed;
    }
}
