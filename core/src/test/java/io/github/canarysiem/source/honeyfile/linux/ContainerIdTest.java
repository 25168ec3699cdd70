package io.github.canarysiem.source.honeyfile.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerIdTest {
    private static final String ID = "3f".repeat(32);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docker/ID",
                "/system.slice/docker-ID.scope",
                "/kubepods/besteffort/pod6f5902ac-237e-11ed-861d-0242ac120002/ID",
                "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod6f.slice/cri-containerd-ID.scope",
                "/kubepods.slice/kubepods-pod6f.slice/crio-ID.scope",
                "/machine.slice/libpod-ID.scope/container",
                "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope",
                "/../../kubepods/pod6f/ID",
                "/docker/aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11/docker/ID",
            })
    void theRuntimesWriteItIntoThePath(String form) {
        assertThat(ContainerId.in(form.replace("ID", ID))).isEqualTo(ID);
    }

    @Test
    void amazonAndLxcHaveTheirOwnForms() {
        assertThat(ContainerId.in("/ecs/task-one/0123456789abcdef0123456789abcdef-1234567890"))
                .isEqualTo("0123456789abcdef0123456789abcdef-1234567890");
        assertThat(ContainerId.in("/lxc.payload.web/system.slice/cron.service")).isEqualTo("web");
        assertThat(ContainerId.in("/lxc/web")).isEqualTo("web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/system.slice/ssh.service",
                "/user.slice/user-0.slice/session-1.scope",
                "/docker/3f3f3f",
                "/job/3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f"
            })
    void otherGroupsAreNoContainers(String cgroup) {
        assertThat(ContainerId.in(cgroup)).isNull();
    }
}
