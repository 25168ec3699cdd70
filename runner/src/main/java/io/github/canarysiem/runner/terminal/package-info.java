/** What an operator sees: tables, colours, and hostile text made harmless. */
@NullMarked
package io.github.canarysiem.runner.terminal;

import org.jspecify.annotations.NullMarked;
