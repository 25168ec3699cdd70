/** The examples, held to the contract kits and run. */
@NullMarked
package io.github.canarysiem.samples;

import org.jspecify.annotations.NullMarked;
