/**
 * Sees what is done to files by the kernel's inotify(7), which does not say who did it.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile.inotify;

import org.jspecify.annotations.NullMarked;
