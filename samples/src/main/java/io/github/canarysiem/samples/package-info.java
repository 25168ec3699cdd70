/**
 * Examples that compile and run: a pipeline inside a program of one's own, a sink and a source of one's own. Copy them; they are
 * no part of what is released.
 */
@NullMarked
package io.github.canarysiem.samples;

import org.jspecify.annotations.NullMarked;
