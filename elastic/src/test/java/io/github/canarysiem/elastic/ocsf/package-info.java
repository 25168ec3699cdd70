/** The findings of OCSF, held against a list of its attributes. */
@NullMarked
package io.github.canarysiem.elastic.ocsf;

import org.jspecify.annotations.NullMarked;
