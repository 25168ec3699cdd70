@NullMarked
package io.github.canarysiem.source.honeyfile.inotify;

import org.jspecify.annotations.NullMarked;
