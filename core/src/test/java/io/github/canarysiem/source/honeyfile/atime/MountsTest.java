package io.github.canarysiem.source.honeyfile.atime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines in the form of proc_pid_mountinfo(5). */
class MountsTest {
    private final Mounts mounts = Mounts.of(List.of(
            "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard",
            "28 27 0:25 / /srv/my\\040bait rw,noatime shared:1 - tmpfs none rw,size=4k",
            "29 27 0:26 / /srv/share rw,relatime - nfs4 nas:/share rw,vers=4.2",
            "30 27 0:27 / /srv/image ro,relatime - squashfs /dev/loop0 ro",
            "31 27 0:28 / /var/lib rw - overlay overlay rw,lowerdir=/a",
            "32 27 0:29 / /var/lib rw,relatime - ext4 /dev/vdb rw",
            "nonsense"));

    @Test
    void aFileLiesOnTheDeepestMountAboveIt() {
        assertThat(mounts.of(Path.of("/srv/file")).type()).isEqualTo("ext4");
        assertThat(mounts.of(Path.of("/srv/my bait/file")).point()).isEqualTo(Path.of("/srv/my bait"));
        assertThat(mounts.of(Path.of("/srv/shared")).type()).isEqualTo("ext4");
    }

    @Test
    void ofTwoMountsAtOnePlaceTheLaterCounts() {
        assertThat(mounts.of(Path.of("/var/lib/x")).type()).isEqualTo("ext4");
    }

    @Test
    void itIsKnownWhereReadsDoNotMoveTheTimeOfAccess() {
        assertThat(mounts.of(Path.of("/srv/file")).blindness()).isEmpty();
        assertThat(mounts.of(Path.of("/srv/my bait/x")).blindness())
                .contains("tmpfs at /srv/my bait is mounted noatime");
        assertThat(mounts.of(Path.of("/srv/image/x")).blindness())
                .contains("squashfs at /srv/image is mounted read-only");
    }

    @Test
    void networkFileSystemsAreKnown() {
        assertThat(mounts.of(Path.of("/srv/share/x")).isRemote()).isTrue();
        assertThat(mounts.of(Path.of("/srv/x")).isRemote()).isFalse();
    }
}
