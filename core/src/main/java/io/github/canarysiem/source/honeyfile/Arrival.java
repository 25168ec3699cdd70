package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import java.time.Instant;

/**
 * An observation as it came in.
 *
 * @param detector who saw it
 * @param observation what it saw
 * @param at when it came in
 */
record Arrival(String detector, Observation observation, Instant at) {}
