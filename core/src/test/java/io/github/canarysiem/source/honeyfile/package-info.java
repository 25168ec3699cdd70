@NullMarked
package io.github.canarysiem.source.honeyfile;

import org.jspecify.annotations.NullMarked;
