@NullMarked
package io.github.canarysiem.wazuh.logtest.xml;

import org.jspecify.annotations.NullMarked;
