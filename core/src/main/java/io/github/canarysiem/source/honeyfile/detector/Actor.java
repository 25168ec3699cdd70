package io.github.canarysiem.source.honeyfile.detector;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param attribution how well he is known
 * @param process null if the attribution is {@link Attribution#NONE}
 * @param user the account of the process; null if nobody knows
 * @param cgroup path of its control group as the kernel writes it, for allow-lists; null if nobody knows
 */
public record Actor(
        Attribution attribution,
        @Nullable RunningProcess process,
        @Nullable User user,
        @Nullable String cgroup) {
    /** Somebody. */
    public static final Actor UNKNOWN = new Actor(Attribution.NONE, null, null, null);
}
