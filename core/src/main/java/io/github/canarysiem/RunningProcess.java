package io.github.canarysiem;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The process that touched a file or ran a token.
 *
 * @param name short name
 * @param pid process id, as text
 * @param executable path of the program
 * @param commandLine arguments, in order
 * @param workingDirectory current directory
 * @param startedAt start of the process
 * @param session login session id, as text
 * @param container container or cgroup id
 * @param ancestors executables of its parents, nearest first
 */
public record RunningProcess(
        @Nullable String name,
        @Nullable String pid,
        @Nullable String executable,
        List<String> commandLine,
        @Nullable String workingDirectory,
        @Nullable Instant startedAt,
        @Nullable String session,
        @Nullable String container,
        List<String> ancestors) {
    public RunningProcess(
            @Nullable String name,
            @Nullable String pid,
            @Nullable String executable,
            @Nullable List<String> commandLine,
            @Nullable String workingDirectory,
            @Nullable Instant startedAt,
            @Nullable String session,
            @Nullable String container,
            @Nullable List<String> ancestors) {
        this.name = name;
        this.pid = pid;
        this.executable = executable;
        this.commandLine = Lists.copy(commandLine);
        this.workingDirectory = workingDirectory;
        this.startedAt = startedAt;
        this.session = session;
        this.container = container;
        this.ancestors = Lists.copy(ancestors);
    }

    /** A process of which only the name is known. */
    public static RunningProcess named(String name) {
        return new RunningProcess(name, null, null, null, null, null, null, null, null);
    }
}
