@NullMarked
package io.github.canarysiem.wazuh;

import org.jspecify.annotations.NullMarked;
