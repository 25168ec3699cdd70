/** Measurements of the library and of the command. */
@NullMarked
package io.github.canarysiem.benchmarks;

import org.jspecify.annotations.NullMarked;
