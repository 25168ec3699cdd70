@NullMarked
package io.github.canarysiem.benchmarks;

import org.jspecify.annotations.NullMarked;
