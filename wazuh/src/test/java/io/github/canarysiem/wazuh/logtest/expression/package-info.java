@NullMarked
package io.github.canarysiem.wazuh.logtest.expression;

import org.jspecify.annotations.NullMarked;
