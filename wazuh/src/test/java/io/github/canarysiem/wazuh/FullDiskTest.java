package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 256 KiB. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
    private static final int BATCH = 25;

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        Needs.that(Needs.isRoot() && Needs.program("mount").isPresent(), "root and mount, for a small disk of its own");
        disk = Files.createDirectory(folder.resolve("disk"));
        Needs.that(
                Needs.run(folder, "mount", "-t", "tmpfs", "-o", "size=256k", "canary-siem-test", disk.toString()),
                "root that may mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            assertThat(Needs.run(folder, "umount", disk.toString())).isTrue();
        }
    }

    @Test
    void nothingTornRemainsAndAllArrivesWhenThereIsRoomAgain() throws Exception {
        Path file = disk.resolve("incident.log");
        List<Incident> delivered = new ArrayList<>();
        try (IncidentSink sink = sink(file)) {
            int refused = fill(sink, delivered);
            assertThat(delivered).isNotEmpty();
            assertThat(WazuhFileSinkTest.ids(file)).isEqualTo(WazuhSyslogSinkTest.ids(delivered));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> sink.deliver(Samples.hits(refused, refused + BATCH)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("make room");
                assertThat(WazuhFileSinkTest.ids(file)).isEqualTo(WazuhSyslogSinkTest.ids(delivered));
            }

            assertThat(Needs.run(folder, "mount", "-o", "remount,size=4m", disk.toString()))
                    .isTrue();
            sink.deliver(Samples.hits(refused, refused + BATCH));

            delivered.addAll(Samples.hits(refused, refused + BATCH));
            assertThat(WazuhFileSinkTest.ids(file)).isEqualTo(WazuhSyslogSinkTest.ids(delivered));
        }
    }

    @Test
    void aFileThatCannotEvenBeMadeIsMadeLater() throws Exception {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[200 * 1024]);
        while (!isFull(ballast)) {
            assertThat(ballast).exists();
        }
        Path file = disk.resolve("incident.log");
        try (IncidentSink sink = sink(file)) {
            assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 5))).isInstanceOf(IOException.class);
            assertThatThrownBy(sink::probe).isInstanceOf(IOException.class).hasMessageContaining("make room");
            Files.delete(ballast);

            sink.deliver(Samples.hits(0, 5));
            assertThat(WazuhFileSinkTest.ids(file)).hasSize(5);
        }
    }

    private static boolean isFull(Path ballast) {
        try {
            Files.write(ballast, new byte[1_024], StandardOpenOption.APPEND);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Delivers batches until one is refused; the number of its first incident. */
    private static int fill(IncidentSink sink, List<Incident> delivered) throws InterruptedException {
        int next = 0;
        try {
            while (true) {
                List<Incident> batch = Samples.hits(next, next + BATCH);
                sink.deliver(batch);
                delivered.addAll(batch);
                next += BATCH;
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("make room");
            return next;
        }
    }

    private static IncidentSink sink(Path file) {
        return new WazuhFileProvider().create(Settings.of("sinks.agent", Map.of("path", file.toString())));
    }
}
