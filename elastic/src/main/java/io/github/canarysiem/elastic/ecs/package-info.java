/** Incidents as documents of the Elastic Common Schema. */
@NullMarked
package io.github.canarysiem.elastic.ecs;

import org.jspecify.annotations.NullMarked;
