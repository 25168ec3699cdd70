@NullMarked
package io.github.canarysiem.source.honeyfile.linux;

import org.jspecify.annotations.NullMarked;
