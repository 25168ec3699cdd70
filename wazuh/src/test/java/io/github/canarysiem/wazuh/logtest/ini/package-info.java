@NullMarked
package io.github.canarysiem.wazuh.logtest.ini;

import org.jspecify.annotations.NullMarked;
