/**
 * The way of an incident: from sources through one durable journal to sinks, each with a cursor of its own.
 *
 * <p>{@link io.github.canarysiem.pipeline.Pipeline} runs it; {@link io.github.canarysiem.pipeline.JournalView} lets an operator
 * look into the journal, running or not.
 */
@NullMarked
package io.github.canarysiem.pipeline;

import org.jspecify.annotations.NullMarked;
