package io.github.canarysiem.pipeline;

import io.github.canarysiem.Incident;
import java.time.Instant;

/**
 * An incident that a sink has refused for good.
 *
 * @param number its number among the dead letters
 * @param sink name of the sink
 * @param reason what the sink said
 * @param at when it said so
 * @param incident the incident
 */
public record DeadLetter(long number, String sink, String reason, Instant at, Incident incident) {}
