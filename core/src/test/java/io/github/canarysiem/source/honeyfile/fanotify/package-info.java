@NullMarked
package io.github.canarysiem.source.honeyfile.fanotify;

import org.jspecify.annotations.NullMarked;
