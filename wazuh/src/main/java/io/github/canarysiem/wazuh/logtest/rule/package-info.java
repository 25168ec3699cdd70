/** Rules: how they are read from their files, the tree that they form, and how an event finds the rule that fires. */
@NullMarked
package io.github.canarysiem.wazuh.logtest.rule;

import org.jspecify.annotations.NullMarked;
