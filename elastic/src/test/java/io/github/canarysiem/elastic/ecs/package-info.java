/** The documents of ECS, held against the published list of its fields. */
@NullMarked
package io.github.canarysiem.elastic.ecs;

import org.jspecify.annotations.NullMarked;
