package io.github.canarysiem.wazuh.logtest.event;

import org.jspecify.annotations.Nullable;

/**
 * A line after pre-decoding. Byte strings.
 *
 * @param fullLog the whole line
 * @param timestamp as written; null without a header
 * @param hostname of the header, else of the agent
 * @param programName null without one
 * @param log what decoders and rules see
 */
public record Header(
        String fullLog,
        @Nullable String timestamp,
        String hostname,
        @Nullable String programName,
        String log) {}
