/**
 * A double of Splunk's HTTP Event Collector for tests, built from what a real Splunk 10.4.3 was measured to answer. Published as the
 * test-jar of canary-siem-splunk-hec.
 */
@NullMarked
package io.github.canarysiem.splunk.testing;

import org.jspecify.annotations.NullMarked;
