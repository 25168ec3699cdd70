/** The demonstration: a real Redis, real captured tokens, the real pipeline, and what an analyst sees of it. */
@NullMarked
package io.github.canarysiem.runner.demo;

import org.jspecify.annotations.NullMarked;
