package io.github.canarysiem.runner.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line of the agent's log.
 *
 * @param canary the incident in it
 * @param bytes as they stand in the file
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record LogLine(JsonNode canary, byte[] bytes) {}
