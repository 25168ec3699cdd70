/** What the schemas have in common: a table of the parts of an incident and the fields they become, so that nothing is lost. */
@NullMarked
package io.github.canarysiem.elastic.form;

import org.jspecify.annotations.NullMarked;
