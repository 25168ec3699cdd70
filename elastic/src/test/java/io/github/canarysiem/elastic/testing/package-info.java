/**
 * Clusters for tests of what delivers to them: a real OpenSearch or Elasticsearch, and a server that answers as a healthy one never
 * does. Published as this module's test-jar.
 */
@NullMarked
package io.github.canarysiem.elastic.testing;

import org.jspecify.annotations.NullMarked;
