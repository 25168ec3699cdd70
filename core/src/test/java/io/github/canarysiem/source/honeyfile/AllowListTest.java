package io.github.canarysiem.source.honeyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowListTest {
    @TempDir
    private Path folder;

    @Test
    void anExecutableIsAPathOrAGlob() {
        assertThat(allows(Map.of("executable", "/usr/bin/restic"), actor("/usr/bin/restic", null)))
                .isTrue();
        assertThat(allows(Map.of("executable", "/opt/av/**"), actor("/opt/av/bin/scan", null)))
                .isTrue();
        assertThat(allows(Map.of("executable", "/usr/bin/restic"), actor("/tmp/restic", null)))
                .isFalse();
        assertThat(allows(Map.of("executable", "/usr/bin/*"), actor("/usr/bin/sub/restic", null)))
                .isFalse();
    }

    @Test
    void aUserIsANameOrANumber() {
        assertThat(allows(Map.of("user", "backup"), actor("/bin/cat", null))).isTrue();
        assertThat(allows(Map.of("user", "34"), actor("/bin/cat", null))).isTrue();
        assertThat(allows(Map.of("user", "root"), actor("/bin/cat", null))).isFalse();
    }

    @Test
    void aControlGroupIsAPathOrAGlob() {
        assertThat(allows(Map.of("cgroup", "/system.slice/*.service"), actor("/bin/cat", null)))
                .isTrue();
        assertThat(allows(Map.of("cgroup", "/user.slice/**"), actor("/bin/cat", null)))
                .isFalse();
    }

    @Test
    void allPartsOfAnEntryMustMatch() {
        assertThat(allows(Map.of("executable", "/bin/cat", "user", "backup"), actor("/bin/cat", null)))
                .isTrue();
        assertThat(allows(Map.of("executable", "/bin/cat", "user", "root"), actor("/bin/cat", null)))
                .isFalse();
    }

    @Test
    void aProgramThatWasReplacedIsNotAllowed() throws Exception {
        Path program = Files.writeString(folder.resolve("scan"), "good");
        AllowList list = list(Map.of("executable", program.toString(), "sha256", sha256("good")));
        assertThat(list.allows(actor(program.toString(), null))).isTrue();

        Files.writeString(program, "evil");
        assertThat(list.allows(actor(program.toString(), null))).isFalse();
        Files.delete(program);
        assertThat(list.allows(actor(program.toString(), null))).isFalse();
    }

    @Test
    void aProgramOfAContainerIsNotJudgedByOurFileOfThatName() throws Exception {
        Path program = Files.writeString(folder.resolve("scan"), "good");

        assertThat(allows(Map.of("sha256", sha256("good")), actor(program.toString(), "0123456789ab")))
                .isFalse();
    }

    @Test
    void aLivingProcessIsHashedThroughItself() throws Exception {
        Path program = Files.writeString(folder.resolve("scan"), "evil");
        Path real = Files.writeString(folder.resolve("real"), "good");
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("4711")).resolve("exe"), real);

        assertThat(allows(Map.of("sha256", sha256("good")), actor(real.toString(), "0123456789ab")))
                .isTrue();
        assertThat(allows(Map.of("sha256", sha256("good")), actor(program.toString(), "0123456789ab")))
                .isFalse();
    }

    @Test
    void nobodyIsNotAllowed() {
        assertThat(allows(Map.of("executable", "/**"), Actor.UNKNOWN)).isFalse();
        assertThat(allows(Map.of("cgroup", "/**"), Actor.UNKNOWN)).isFalse();
        assertThat(new AllowList(List.of(), folder).allows(actor("/bin/cat", null)))
                .isFalse();
    }

    private boolean allows(Map<String, String> entry, Actor actor) {
        return list(entry).allows(actor);
    }

    private AllowList list(Map<String, String> entry) {
        Settings settings = Settings.of("sources.files", Map.of("allow", List.of(entry)));
        List<AllowEntry> entries = AllowEntry.read(settings);
        settings.check();
        return new AllowList(entries, folder);
    }

    private static Actor actor(String executable, @Nullable String container) {
        return new Actor(
                Attribution.FULL,
                new RunningProcess("it", "4711", executable, null, null, null, null, container, null),
                new User("backup", "34", null, null),
                "/system.slice/backup.service");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
