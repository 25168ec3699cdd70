/**
 * The model: what an alarm is, whichever source saw it and whichever SIEM receives it.
 *
 * <p>Everything here is an immutable value. Names follow the Elastic Common Schema where it has one.
 */
@NullMarked
package io.github.canarysiem;

import org.jspecify.annotations.NullMarked;
