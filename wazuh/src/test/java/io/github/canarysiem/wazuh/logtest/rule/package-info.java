@NullMarked
package io.github.canarysiem.wazuh.logtest.rule;

import org.jspecify.annotations.NullMarked;
