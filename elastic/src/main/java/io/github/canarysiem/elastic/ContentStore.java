package io.github.canarysiem.elastic;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A sink whose cluster takes templates, policies and roles. */
public interface ContentStore {
    /** The data stream that incidents go to; empty if they go to an index. */
    Optional<String> dataStream();

    /**
     * Puts parts into the cluster, in order. The same call again changes nothing. What is there and says something else is replaced
     * only with {@code force}; without, nothing at all is written then. What is there and says more counts as the same.
     *
     * @param openSearch whether the parts are for OpenSearch; else for Elasticsearch
     * @return a step for each part
     * @throws IOException if the cluster is the other product, refuses, cannot be reached, or holds something else; one line
     */
    List<ContentStep> install(boolean openSearch, List<ContentPart> parts, boolean force)
            throws IOException, InterruptedException;
}
