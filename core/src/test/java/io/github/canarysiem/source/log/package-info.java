@NullMarked
package io.github.canarysiem.source.log;

import org.jspecify.annotations.NullMarked;
