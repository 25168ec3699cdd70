/** Tests of the webhook source, over real sockets. */
@NullMarked
package io.github.canarysiem.source.webhook;

import org.jspecify.annotations.NullMarked;
