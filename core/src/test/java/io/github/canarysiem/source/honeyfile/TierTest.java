package io.github.canarysiem.source.honeyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Gap;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.Needs;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RunningSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The provider's own product on real mounts, with real readers. */
@Timeout(120)
class TierTest {
    private static final int READERS = 200;

    private final RecordingIntake intake = new RecordingIntake();
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        Needs.that(Needs.isRoot(), "root: mounts file systems and reads as other users");
        folder = folder.toRealPath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void manyShortReadersOfDifferentUsersAreAnIncidentEachWithProgramUserAndParent() throws Exception {
        Path bait = Files.writeString(folder.resolve("bait"), "secret");
        start("fanotify", bait);
        Path reader = reader(bait);
        run("sh", reader.toString(), "20000", Integer.toString(READERS)).waitFor();

        // On a machine that is too busy to look within the deadline openers are let go, and that is said.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(gaps().isEmpty() ? stored().size() : READERS).isEqualTo(READERS));
        assertThat(stored())
                .filteredOn(
                        incident -> Objects.requireNonNull(incident.process()).executable() != null)
                .hasSizeGreaterThan(READERS / 2)
                .extracting(TierTest::actor)
                .containsOnly("full cat, child of sh");
        assertThat(stored())
                .filteredOn(incident -> incident.user() != null)
                .extracting(incident -> Objects.requireNonNull(incident.user()).id())
                .doesNotHaveDuplicates();
    }

    @Test
    void inotifyTellsEachFileThatIsReadButNotByWhom() throws Exception {
        List<Path> baits = plant(folder, 20);
        start("inotify", folder.resolve("bait-*"));
        cat(baits);

        await().untilAsserted(() -> assertThat(stored()).hasSize(20));
        assertThat(stored()).allMatch(incident -> incident.process() == null);
    }

    @Test
    void atimeTellsEachFileThatIsReadOnTmpfsAndOnOverlay() throws Exception {
        Path tmpfs = mount("tmpfs", "tmpfs", "relatime");
        for (String name : List.of("lower", "upper", "work")) {
            Files.createDirectory(tmpfs.resolve(name));
        }
        List<Path> baits = new ArrayList<>(plant(tmpfs, 5));
        plant(tmpfs.resolve("lower"), 5);
        Path overlay = mount(
                "overlay",
                "overlay",
                "relatime,lowerdir=%1$s/lower,upperdir=%1$s/upper,workdir=%1$s/work".formatted(tmpfs));
        List<Path> copied = plant(overlay, 3);
        baits.addAll(copied);
        start("atime", tmpfs.resolve("bait-*"), overlay.resolve("bait-[0-2]"));
        cat(baits);

        await().untilAsserted(() -> assertThat(paths()).containsAll(strings(baits)));
    }

    @Test
    void aFileSystemThatKeepsNoTimesOfAccessIsSaidNotToBeCovered() throws Exception {
        Path noatime = mount("noatime", "tmpfs", "noatime");
        List<Path> blind = plant(noatime, 2);
        List<Path> seen = plant(folder, 3);
        start("atime", noatime.resolve("bait-*"), folder.resolve("bait-*"));

        assertThat(intake.health().state()).isEqualTo(Health.State.DEGRADED);
        assertThat(intake.health().detail())
                .contains("atime sees reads of 3 of 5 files (attribution none)")
                .contains("tmpfs at " + noatime + " is mounted noatime");
        cat(blind);
        cat(seen);
        Files.writeString(blind.get(1), "changed");
        await().untilAsserted(() -> assertThat(paths())
                .hasSize(4)
                .containsAll(strings(seen))
                .contains(blind.get(1).toString()));
    }

    @Test
    void autoFallsBackForTheFilesThatABetterDetectorDoesNotSee() throws Exception {
        Path noatime = mount("noatime", "tmpfs", "noatime");
        List<Path> baits = plant(noatime, 3);
        start("auto", noatime.resolve("bait-*"));
        cat(baits);

        await().untilAsserted(() -> assertThat(paths()).containsExactlyInAnyOrderElementsOf(strings(baits)));
        assertThat(intake.health().detail()).contains("fanotify sees reads of 3 of 3 files (attribution full)");
    }

    @Test
    void withoutAnySightOfReadsItIsDown() throws Exception {
        Path noatime = mount("noatime", "tmpfs", "noatime");
        plant(noatime, 1);
        start("atime", noatime.resolve("bait-*"));

        assertThat(intake.health().state()).isEqualTo(Health.State.DOWN);
    }

    private void start(String detector, Path... paths) {
        IncidentSource source = new HoneyfileSourceProvider()
                .create(Settings.of(
                        "sources.files",
                        Map.of(
                                "paths",
                                strings(List.of(paths)),
                                "detector",
                                detector,
                                "poll-interval",
                                "50ms",
                                "window",
                                "30s",
                                "heartbeat-interval",
                                "off")));
        open.add(RunningSource.start(source, intake));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> intake.stored().stream().anyMatch(incident -> incident.kind() == Kind.MONITOR_STARTED));
        await().until(() -> intake.health().state() != Health.State.STARTING);
    }

    private static List<Path> plant(Path where, int count) throws IOException {
        List<Path> baits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            baits.add(Files.writeString(where.resolve("bait-" + i), "secret"));
        }
        return baits;
    }

    private Path mount(String name, String type, String options) throws Exception {
        Path point = Files.createDirectory(folder.resolve(name));
        int status =
                run("mount", "-t", type, "-o", options, type, point.toString()).waitFor();
        Needs.that(status == 0, "the kernel: mounts " + type);
        open.add(() -> run("umount", "-l", point.toString()).waitFor());
        return point;
    }

    /** Runs cat so often, each time as the next user. */
    private Path reader(Path bait) throws IOException {
        return Files.writeString(folder.resolve("reader.sh"), """
                user=$1
                last=$((user + $2))
                while [ $user -lt $last ]; do
                  setpriv --reuid=$user --regid=$user --clear-groups sh -c 'cat "$0" >/dev/null; exit 0' %s
                  user=$((user + 1))
                done
                """.formatted(bait));
    }

    private static void cat(List<Path> files) throws Exception {
        for (Path file : files) {
            assertThat(run("cat", file.toString()).waitFor()).isZero();
        }
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<Incident> stored() {
        return intake.stored().stream()
                .filter(incident -> incident.kind() == Kind.FILE_ACCESS)
                .toList();
    }

    private List<Gap> gaps() {
        return intake.stored().stream()
                .map(Incident::gap)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** What every reader has in common. */
    private static String actor(Incident incident) {
        FileActivity file = Objects.requireNonNull(incident.file());
        RunningProcess process = Objects.requireNonNull(incident.process());
        boolean cat = String.valueOf(process.executable()).endsWith("/cat");
        boolean child = process.ancestors().stream().limit(1).allMatch(parent -> parent.endsWith("sh"));
        return file.attribution()
                + (cat ? " cat" : " " + process.executable())
                + (child ? ", child of sh" : ", child of " + process.ancestors());
    }

    private List<String> paths() {
        return stored().stream()
                .map(incident ->
                        String.valueOf(Objects.requireNonNull(incident.file()).path()))
                .toList();
    }

    private static List<String> strings(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }
}
