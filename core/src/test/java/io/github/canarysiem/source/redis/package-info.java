@NullMarked
package io.github.canarysiem.source.redis;

import org.jspecify.annotations.NullMarked;
