/**
 * The pattern languages of Wazuh 4: OS_Regex, OS_Match and PCRE2.
 *
 * <p>Patterns and texts are byte strings, written as Java strings of ISO-8859-1: one character for each byte, U+0001 to U+00FF. What each
 * language does was measured on the engine of Wazuh 4.14.7.
 */
@NullMarked
package io.github.canarysiem.wazuh.logtest.expression;

import org.jspecify.annotations.NullMarked;
