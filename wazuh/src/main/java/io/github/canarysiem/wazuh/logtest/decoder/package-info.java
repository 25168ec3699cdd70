/** Decoders: how they are read from their files, and how they find fields in an event. */
@NullMarked
package io.github.canarysiem.wazuh.logtest.decoder;

import org.jspecify.annotations.NullMarked;
