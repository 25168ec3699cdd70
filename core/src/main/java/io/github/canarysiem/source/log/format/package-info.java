/** What the lines of a log file mean: a {@link io.github.canarysiem.source.log.format.LineFormat} for each program that writes them. */
@NullMarked
package io.github.canarysiem.source.log.format;

import org.jspecify.annotations.NullMarked;
