/** Tests of a ruleset in the form of Wazuh's own: files {@code .ini} of lines and the rule, level and decoder they must give. */
@NullMarked
package io.github.canarysiem.wazuh.logtest.ini;

import org.jspecify.annotations.NullMarked;
