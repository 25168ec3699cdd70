/** The commands of {@code canary-siem}, a class for each. */
@NullMarked
package io.github.canarysiem.runner.command;

import org.jspecify.annotations.NullMarked;
