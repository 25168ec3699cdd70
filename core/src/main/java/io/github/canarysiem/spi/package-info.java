/**
 * What a plug-in implements and what it is handed: sources feed an {@link io.github.canarysiem.spi.Intake}, sinks answer each
 * incident with an {@link io.github.canarysiem.spi.Outcome}, providers make both from {@link io.github.canarysiem.spi.Settings}.
 */
@NullMarked
package io.github.canarysiem.spi;

import org.jspecify.annotations.NullMarked;
