/**
 * The XML dialect of Wazuh's ruleset files, which is not XML: no entities, no declaration, no CDATA.
 *
 * <p>Texts are byte strings, one character of ISO-8859-1 for each byte.
 */
@NullMarked
package io.github.canarysiem.wazuh.logtest.xml;

import org.jspecify.annotations.NullMarked;
