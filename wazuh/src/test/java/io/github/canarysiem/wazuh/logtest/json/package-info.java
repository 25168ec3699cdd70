@NullMarked
package io.github.canarysiem.wazuh.logtest.json;

import org.jspecify.annotations.NullMarked;
