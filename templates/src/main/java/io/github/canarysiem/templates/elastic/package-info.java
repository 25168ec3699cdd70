/** Shows that the packs for Elasticsearch and OpenSearch hold together before they are written. */
@NullMarked
package io.github.canarysiem.templates.elastic;

import org.jspecify.annotations.NullMarked;
