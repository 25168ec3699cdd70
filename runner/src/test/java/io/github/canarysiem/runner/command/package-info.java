@NullMarked
package io.github.canarysiem.runner.command;

import org.jspecify.annotations.NullMarked;
