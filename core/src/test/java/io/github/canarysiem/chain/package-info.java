@NullMarked
package io.github.canarysiem.chain;

import org.jspecify.annotations.NullMarked;
