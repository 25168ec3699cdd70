/**
 * Takes what a Canarytokens server sends to a webhook, for those who cannot read the server's Redis.
 *
 * <p>Requests are answered by Jetty's threads; a body is read whole, becomes a finding, and waits in the {@link
 * io.github.canarysiem.source.webhook.Inflow} for the source's own thread, which stores all that wait in one durable append. Only
 * then are they answered with 200.
 */
@NullMarked
package io.github.canarysiem.source.webhook;

import org.jspecify.annotations.NullMarked;
