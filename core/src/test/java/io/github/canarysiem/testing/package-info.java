/**
 * What the tests of a plug-in need: {@link io.github.canarysiem.testing.SinkContract} and {@link
 * io.github.canarysiem.testing.SourceContract} state the guarantees of {@code io.github.canarysiem.spi} as tests that every sink
 * and source passes; {@link io.github.canarysiem.testing.Incidents} has something to deliver.
 *
 * <p>Published as the test-jar of canary-siem-core. Needs JUnit Jupiter, AssertJ and Awaitility on the test class path.
 */
@NullMarked
package io.github.canarysiem.testing;

import org.jspecify.annotations.NullMarked;
