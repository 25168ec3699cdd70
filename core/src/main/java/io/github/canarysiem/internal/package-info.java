/** How the pipeline does it: the journal's tables, the threads of sources and sinks. Reached through {@code pipeline} alone. */
@NullMarked
package io.github.canarysiem.internal;

import org.jspecify.annotations.NullMarked;
