package io.github.canarysiem.source.webhook;

import java.time.Clock;

/**
 * What all requests share, also those of a later run.
 *
 * @param settings what the source is told
 * @param reader makes findings of bodies
 * @param inflow takes them to the intake
 * @param budget bounds what is under way
 * @param refusals counts who was refused
 */
record House(WebhookSettings settings, BodyReader reader, Inflow inflow, Budget budget, Refusals refusals) {
    /**
     * An empty one.
     *
     * @param memory bytes for all that is under way; beside it, the two largest bodies have a place
     */
    static House of(WebhookSettings settings, Clock clock, long memory) {
        Budget budget = new Budget(memory + 2L * settings.maximumBody());
        return new House(
                settings, new BodyReader(settings.redact(), clock), new Inflow(budget), budget, new Refusals(clock));
    }
}
