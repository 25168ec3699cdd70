@NullMarked
package io.github.canarysiem.pipeline;

import org.jspecify.annotations.NullMarked;
