package io.github.canarysiem.splunk;

import io.github.canarysiem.http.HttpSettings;
import java.time.Duration;
import java.util.UUID;

/**
 * See {@link SplunkHecProvider}.
 *
 * @param acknowledged whether to ask for acknowledgements
 * @param channel the first channel
 * @param batchBytes most bytes of one request, before compression
 * @param acknowledgementTimeout after which events are sent again
 */
record SplunkHecSettings(
        HttpSettings http,
        HecEnvelope envelope,
        boolean acknowledged,
        UUID channel,
        int batchBytes,
        Duration acknowledgementTimeout) {}
