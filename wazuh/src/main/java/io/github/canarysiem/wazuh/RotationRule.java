package io.github.canarysiem.wazuh;

import java.time.Duration;

/**
 * When a log file is put aside, and how many of those are kept.
 *
 * <p>An agent's logcollector reads a file every two seconds but looks only once a minute whether its name now means another
 * file. A hit that is written right after a rotation would wait that long, and a line written right before it might never be
 * read. So a file that has reached its size or age is put aside in the background, once it has been quiet for {@link #QUIET};
 * the agent then has found the new, empty file before the next hit comes. Only at twice the size it is put aside before a write,
 * quiet or not.
 *
 * @param size bytes at which a quiet file is put aside
 * @param age time since the first line at which a quiet file is put aside
 * @param keep how many files that were put aside are kept
 */
record RotationRule(long size, Duration age, int keep) {
    /** Five turns of an agent's logcollector. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** Whether a file is to be put aside as soon as it is quiet. */
    boolean isDue(long currentSize, Duration currentAge) {
        return currentSize > 0 && (currentSize >= size || currentAge.compareTo(age) >= 0);
    }

    /** Whether a file must not grow any more. */
    boolean isOverdue(long currentSize) {
        return currentSize / 2 >= size;
    }
}
