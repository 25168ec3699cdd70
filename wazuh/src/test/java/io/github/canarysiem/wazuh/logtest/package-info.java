@NullMarked
package io.github.canarysiem.wazuh.logtest;

import org.jspecify.annotations.NullMarked;
