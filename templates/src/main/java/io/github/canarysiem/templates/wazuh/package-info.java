/** Proves generated Wazuh content in an engine that answers as Wazuh's does. Reached through {@code Generation} alone. */
@NullMarked
package io.github.canarysiem.templates.wazuh;

import org.jspecify.annotations.NullMarked;
