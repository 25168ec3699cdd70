/**
 * Incidents that others have written into a log file: {@link io.github.canarysiem.source.log.LogFileSourceProvider}.
 *
 * <p>The file is followed over rotations, truncations and restarts; what its lines mean is the business of {@link
 * io.github.canarysiem.source.log.format}. A file is known again by its first bytes and by those before the place that was read up to,
 * never by its name or number alone: names are given away by rotation, and numbers by the file system.
 */
@NullMarked
package io.github.canarysiem.source.log;

import org.jspecify.annotations.NullMarked;
