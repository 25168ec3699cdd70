/** What reading a ruleset needs: the log of the engine's messages and a few habits of its loader. */
@NullMarked
package io.github.canarysiem.wazuh.logtest.load;

import org.jspecify.annotations.NullMarked;
