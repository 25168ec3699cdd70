/**
 * Shows tampering: the incidents of a source form a chain in which each digest covers an incident and the digest before it. {@link
 * io.github.canarysiem.chain.ChainWriter} makes it, {@link io.github.canarysiem.chain.ChainVerifier} follows it.
 *
 * <p>The digest is over the sequence in decimal digits, a line feed, the previous digest, a line feed, and the incident's JSON
 * form in UTF-8 without {@code revision} and {@code chain}: SHA-256, or HMAC-SHA-256 with a key. Without a key, whoever can rewrite
 * the journal can rewrite the chain, and only the copy in the SIEM tells; with a key that he cannot read he can at most cut off the
 * end, which the next heartbeat in the SIEM tells.
 */
@NullMarked
package io.github.canarysiem.chain;

import org.jspecify.annotations.NullMarked;
