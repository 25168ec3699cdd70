/** Tests of the packs for Elasticsearch and OpenSearch. */
@NullMarked
package io.github.canarysiem.templates.elastic;

import org.jspecify.annotations.NullMarked;
