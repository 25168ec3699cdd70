@NullMarked
package io.github.canarysiem.runner.process;

import org.jspecify.annotations.NullMarked;
