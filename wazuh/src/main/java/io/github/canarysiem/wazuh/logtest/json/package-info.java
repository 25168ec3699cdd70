/** JSON as the engine's own library (cJSON 1.7.15) reads and prints it: more lenient than the standard in some ways, less in others. */
@NullMarked
package io.github.canarysiem.wazuh.logtest.json;

import org.jspecify.annotations.NullMarked;
