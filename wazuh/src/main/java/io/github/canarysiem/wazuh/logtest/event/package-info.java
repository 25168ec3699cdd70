/** An event on its way through decoders and rules. */
@NullMarked
package io.github.canarysiem.wazuh.logtest.event;

import org.jspecify.annotations.NullMarked;
