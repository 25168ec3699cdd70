/** The {@code canary-siem} command. */
@NullMarked
package io.github.canarysiem.runner;

import org.jspecify.annotations.NullMarked;
