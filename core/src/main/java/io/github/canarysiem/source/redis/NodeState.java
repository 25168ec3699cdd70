package io.github.canarysiem.source.redis;

import java.util.random.RandomGenerator;

/** What is remembered of a server from one connection to the next. Used by one thread at a time. */
final class NodeState {
    final Fingerprints fingerprints;
    /** How many keys the database held when it was last asked; 0 if never. */
    long population;

    NodeState(RandomGenerator random) {
        this.fingerprints = new Fingerprints(random);
    }
}
