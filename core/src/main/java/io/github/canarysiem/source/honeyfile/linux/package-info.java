/**
 * What the detectors of Linux share: the calls of the C library, and what {@code /proc} says about a process. Only 64-bit systems.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile.linux;

import org.jspecify.annotations.NullMarked;
