/**
 * Holds whoever opens a watched file until it is known who he is, by the kernel's fanotify(7) permission events. Nobody is ever
 * refused, and nobody is held longer than {@link io.github.canarysiem.source.honeyfile.fanotify.FanotifyDetector#DEADLINE}: a second
 * process, which shares the group, lets everybody go when ours is stopped, hung or busy,
 * and looks at them in its place. It knows everything but the command line, which an attacker can make take for ever to read.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile.fanotify;

import org.jspecify.annotations.NullMarked;
