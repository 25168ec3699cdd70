/**
 * Answers what Wazuh 4.x would make of a log line, and whether its manager would start with a ruleset: without a manager.
 *
 * <p>Start at {@link io.github.canarysiem.wazuh.logtest.Ruleset}. Everything here was built from measured answers of the engine of
 * Wazuh 4.14.7 and from its public documentation. What is not modelled is named in the {@link
 * io.github.canarysiem.wazuh.logtest.LoadReport} and in each result that it may have touched; nothing is guessed silently.
 */
@NullMarked
package io.github.canarysiem.wazuh.logtest;

import org.jspecify.annotations.NullMarked;
