/** The sink for Splunk: HTTP Event Collector, with indexer acknowledgement. */
@NullMarked
package io.github.canarysiem.splunk;

import org.jspecify.annotations.NullMarked;
