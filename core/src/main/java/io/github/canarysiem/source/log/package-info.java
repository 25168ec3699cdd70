/**
 * Incidents that others have written into a log file: {@link io.github.canarysiem.source.log.LogFileSourceProvider}.
 *
 * <p>The file is followed over rotations, truncations and restarts; what its lines mean is the business of {@link
 * io.github.canarysiem.source.log.format}. A file that was read is held open
 * while it has a name, and is known by its number as long. Bytes tell copies and compressed files from new ones, and, after a restart,
 * whether a number still means the same file; names tell which of two files is older.
 */
@NullMarked
package io.github.canarysiem.source.log;

import org.jspecify.annotations.NullMarked;
