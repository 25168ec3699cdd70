/** The published JSON form of an incident: how it is written, read back and described by a JSON Schema. */
@NullMarked
package io.github.canarysiem.json;

import org.jspecify.annotations.NullMarked;
