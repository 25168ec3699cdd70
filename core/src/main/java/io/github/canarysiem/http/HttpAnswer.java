package io.github.canarysiem.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a far end answered.
 *
 * @param endpoint who answered: one of the configured URLs
 * @param status the status code
 * @param body the text, cut at {@link HttpSender#LONGEST_BODY} bytes; written by the far end, so print it only through {@link
 *     io.github.canarysiem.json.Text#printable}
 * @param whole false if the body was cut
 * @param retryAfter how long it asks to be left alone, if it says so in a way that can be read
 */
public record HttpAnswer(URI endpoint, int status, String body, boolean whole, Optional<Duration> retryAfter) {
    /** Whether the far end, or a proxy before it, cannot serve now: 502, 503 or 504. */
    public boolean isUnavailable() {
        return status == 502 || status == 503 || status == 504;
    }

    /** Whether the same request can succeed later without anybody changing it: 408, 429, or any 5xx. */
    public boolean isPassing() {
        return status == 408 || status == 429 || status >= 500;
    }
}
