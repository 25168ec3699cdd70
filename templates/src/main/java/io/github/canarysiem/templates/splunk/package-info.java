/** Shows that the pack for Splunk holds together before it is written. */
@NullMarked
package io.github.canarysiem.templates.splunk;

import org.jspecify.annotations.NullMarked;
