/** Incidents as Detection Findings of the Open Cybersecurity Schema Framework. */
@NullMarked
package io.github.canarysiem.elastic.ocsf;

import org.jspecify.annotations.NullMarked;
