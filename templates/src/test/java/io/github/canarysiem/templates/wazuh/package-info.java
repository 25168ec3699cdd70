@NullMarked
package io.github.canarysiem.templates.wazuh;

import org.jspecify.annotations.NullMarked;
