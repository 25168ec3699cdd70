package io.github.canarysiem.wazuh.logtest.rule;

/** What a rule asks of an event. */
@FunctionalInterface
interface Condition {
    /** Whether the event fulfils it. */
    boolean test(Candidate candidate);
}
