@NullMarked
package io.github.canarysiem.source.honeyfile.atime;

import org.jspecify.annotations.NullMarked;
