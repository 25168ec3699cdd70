@NullMarked
package io.github.canarysiem.internal;

import org.jspecify.annotations.NullMarked;
