@NullMarked
package io.github.canarysiem.wazuh.logtest.event;

import org.jspecify.annotations.NullMarked;
