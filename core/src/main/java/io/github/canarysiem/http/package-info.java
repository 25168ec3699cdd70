/**
 * HTTP for plug-ins that deliver over it: several endpoints with fail-over, deadlines that hold, answers that are bounded, no
 * redirects, TLS from PEM files. On {@code java.net.http}: nothing to add to the class path, and it drops pooled connections that
 * the far end has closed.
 */
@NullMarked
package io.github.canarysiem.http;

import org.jspecify.annotations.NullMarked;
