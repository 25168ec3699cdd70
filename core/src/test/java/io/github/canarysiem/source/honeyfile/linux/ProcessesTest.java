package io.github.canarysiem.source.honeyfile.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a folder that looks like {@code /proc}. */
@EnabledOnOs(OS.LINUX)
class ProcessesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final String CONTAINER = "3f".repeat(32);

    @TempDir
    Path root;

    private Accounts accounts;

    @BeforeEach
    void plant() throws IOException {
        Path passwd = Files.writeString(root.resolve("passwd"), "root:x:0:\nalice:x:1000:\n");
        accounts = new Accounts(passwd);
        accounts.refresh();
        Files.writeString(root.resolve("uptime"), "100.50 180.00\n");
        process(1, 0, "init", "/usr/lib/systemd/systemd");
        process(40, 1, "sshd", "/usr/sbin/sshd");
        process(50, 40, "bash", "/usr/bin/bash");
        process((int) ProcessHandle.current().pid(), 1, "java", "/usr/bin/java");
    }

    /** The cleaner of temporary folders warns of links that lead out of them. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void everythingIsSaidOfAProcessThatIsThere() throws Exception {
        Path cat = process(60, 50, "cat) S 1 (", "/usr/bin/cat");
        Files.writeString(cat.resolve("cmdline"), "cat\0my file\0\0");
        Files.writeString(cat.resolve("status"), "Name:\tcat\nUid:\t1000\t0\t0\t0\nGid:\t5\t5\t5\t5\n");
        Files.writeString(cat.resolve("loginuid"), "1000");
        Files.writeString(cat.resolve("sessionid"), "7");
        Files.writeString(cat.resolve("cgroup"), "0::/user.slice/session-7.scope\n");
        Actor actor = processes().look(60);
        assertThat(actor.attribution()).isEqualTo(Attribution.FULL);
        assertThat(actor.user()).isEqualTo(new User("root", "0", "alice", "1000"));
        assertThat(actor.cgroup()).isEqualTo("/user.slice/session-7.scope");
        assertThat(actor.process())
                .isEqualTo(new RunningProcess(
                        "cat) S 1 (",
                        "60",
                        "/usr/bin/cat",
                        List.of("cat", "my file", ""),
                        "/srv",
                        NOW.minusMillis(100_500).plusMillis(12_340),
                        "7",
                        null,
                        List.of("/usr/bin/bash", "/usr/sbin/sshd", "/usr/lib/systemd/systemd")));
    }

    @Test
    void whoIsInAContainerHasANumberButNoNameOfOurs() throws Exception {
        Path cat = process(60, 1, "cat", "/usr/bin/cat");
        Files.writeString(cat.resolve("status"), "Name:\tcat\nUid:\t1000\t1000\t1000\t1000\n");
        Files.writeString(cat.resolve("cgroup"), "12:pids:/docker/" + CONTAINER + "\n0::/\n");
        Actor actor = processes().look(60);
        assertThat(actor.user()).isEqualTo(new User(null, "1000", null, null));
        assertThat(actor.process()).extracting(RunningProcess::container).isEqualTo(CONTAINER);
    }

    @Test
    void aLoginThatNeverWasIsNone() throws Exception {
        Path cat = process(60, 1, "cat", "/usr/bin/cat");
        Files.writeString(cat.resolve("status"), "Name:\tcat\nUid:\t0\t0\t0\t0\n");
        Files.writeString(cat.resolve("loginuid"), "4294967295");
        Files.writeString(cat.resolve("sessionid"), "4294967295");
        Actor actor = processes().look(60);
        assertThat(actor.user()).isEqualTo(new User("root", "0", null, null));
        assertThat(actor.process()).extracting(RunningProcess::session).isNull();
    }

    @Test
    void ofAProcessThatIsGoneOnlyTheNumberIsLeft() {
        Actor actor = processes().look(60);
        assertThat(actor.attribution()).isEqualTo(Attribution.PID);
        assertThat(actor.process()).extracting(RunningProcess::pid).isEqualTo("60");
    }

    @Test
    void aProcessOfAnotherNamespaceIsUnknown() {
        assertThat(processes().look(0)).isEqualTo(Actor.UNKNOWN);
    }

    @Test
    void whatWasSeenBeforeIsKnownAfterTheEndButNotOfAnotherProcessWithTheSameNumber() throws Exception {
        Path cat = process(60, 1, "cat", "/usr/bin/cat");
        Processes processes = processes();
        Actor seen = processes.look(60);
        Files.delete(cat.resolve("stat"));
        assertThat(processes.recall(60)).isSameAs(seen);
        Files.writeString(cat.resolve("stat"), stat(60, 1, "dog", 5_000));
        assertThat(processes.recall(60).process())
                .extracting(RunningProcess::name)
                .isEqualTo("dog");
    }

    @Test
    void aLongCommandLineIsCutAndALoopOfParentsEnds() throws Exception {
        Path cat = process(60, 61, "cat", "/usr/bin/cat");
        process(61, 60, "dog", "/usr/bin/dog");
        Files.writeString(cat.resolve("cmdline"), "x".repeat(100_000));
        RunningProcess process = Objects.requireNonNull(processes().look(60).process());
        assertThat(process.commandLine()).containsExactly("x".repeat(ProcessFiles.LONGEST));
        assertThat(process.ancestors()).hasSizeLessThanOrEqualTo(16);
    }

    private Processes processes() {
        return new Processes(root, accounts, Processes.startOfMachine(root, Clock.fixed(NOW, ZoneOffset.UTC)), true);
    }

    private Path process(int number, int parent, String name, String executable) throws IOException {
        Path process = root.resolve(Integer.toString(number));
        Files.createDirectories(process.resolve("ns"));
        Files.writeString(process.resolve("stat"), stat(number, parent, name, 1_234));
        Files.createSymbolicLink(process.resolve("exe"), Path.of(executable));
        Files.createSymbolicLink(process.resolve("cwd"), Path.of("/srv"));
        Files.createSymbolicLink(process.resolve("ns/mnt"), Path.of("mnt:[4026531841]"));
        return process;
    }

    private static String stat(int number, int parent, String name, int ticks) {
        return number + " (" + name + ") R " + parent + " 60 60 0 -1 4194304 100 0 0 0 0 0 0 0 20 0 1 0 " + ticks
                + " 1000 200 18446744073709551615\n";
    }
}
