package io.github.canarysiem.source.honeyfile.linux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a container, as the runtimes write it into the path of its control group: docker ({@code /docker/ID},
 * {@code docker-ID.scope}), containerd and CRI-O under Kubernetes ({@code cri-containerd-ID.scope}, {@code crio-ID.scope},
 * {@code /kubepods/besteffort/podUID/ID}), podman ({@code libpod-ID.scope}): 64 hexadecimal digits; Amazon ECS: 32 and a number.
 */
final class ContainerId {
    private static final Pattern RUNTIMES = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final Pattern ECS = Pattern.compile("/ecs/[^/]+/([0-9a-f]{32}-[0-9]+)");
    private static final Pattern LXC = Pattern.compile("/lxc(?:\\.payload)?[./]([^/]+)");

    private ContainerId() {}

    /** The innermost container's; null if the path names none. */
    static @Nullable String in(String cgroup) {
        Matcher runtimes = RUNTIMES.matcher(cgroup);
        String found = null;
        while (runtimes.find()) {
            found = runtimes.group();
        }
        if (found != null) {
            return found;
        }
        Matcher ecs = ECS.matcher(cgroup);
        if (ecs.find()) {
            return ecs.group(1);
        }
        Matcher lxc = LXC.matcher(cgroup);
        return lxc.find() ? lxc.group(1) : null;
    }
}
