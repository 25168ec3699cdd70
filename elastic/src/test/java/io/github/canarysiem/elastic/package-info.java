/** Tests of the sink for Elasticsearch and OpenSearch. */
@NullMarked
package io.github.canarysiem.elastic;

import org.jspecify.annotations.NullMarked;
