/**
 * The source of type {@code honeyfile}: who touched the planted files. {@link
 * io.github.canarysiem.source.honeyfile.HoneyfileSourceProvider} makes it.
 *
 * <p>Detectors tell what they see to an {@code Inlet}; {@code Acts} merges it into acts, one incident each; {@code Outgoing} seals
 * them into a chain and hands them to intake. {@code SelfTest} finds out by real reads what each detector sees, {@code FileMemory}
 * what happened while nobody watched.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile;

import org.jspecify.annotations.NullMarked;
