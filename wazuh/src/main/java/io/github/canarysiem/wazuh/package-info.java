/**
 * Sinks for Wazuh 4.x: the log file that an agent reads, and syslog into the manager.
 *
 * <p>Both write the same line, made by {@link io.github.canarysiem.wazuh.WazuhLine}; {@link
 * io.github.canarysiem.wazuh.WazuhField} lists every field that it can hold.
 */
@NullMarked
package io.github.canarysiem.wazuh;

import org.jspecify.annotations.NullMarked;
