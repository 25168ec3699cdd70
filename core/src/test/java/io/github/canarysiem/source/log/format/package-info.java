@NullMarked
package io.github.canarysiem.source.log.format;

import org.jspecify.annotations.NullMarked;
