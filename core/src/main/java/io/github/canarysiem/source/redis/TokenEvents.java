package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the server has told and nobody has looked into yet. A token that changes ten times meanwhile is there once. Thread-safe. */
final class TokenEvents {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Set<ByteBuffer> keys = new LinkedHashSet<>();
    private boolean flushed;
    private boolean heard;
    private @Nullable IOException failure;

    /** A key has changed. */
    void changed(byte[] key) {
        lock.lock();
        try {
            heard = true;
            keys.add(ByteBuffer.wrap(key));
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Some database of the server was emptied. */
    void flushed() {
        lock.lock();
        try {
            flushed = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing will be heard any more. */
    void failed(IOException reason) {
        lock.lock();
        try {
            failure = failure == null ? reason : failure;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something. */
    void await(long nanoseconds) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanoseconds;
            while (left > 0 && keys.isEmpty() && !flushed && failure == null) {
                left = something.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The keys that changed, oldest first.
     *
     * @throws IOException if nothing will be heard any more
     */
    List<byte[]> take(int most) throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            List<byte[]> taken = new ArrayList<>(Math.min(most, keys.size()));
            for (Iterator<ByteBuffer> each = keys.iterator(); each.hasNext() && taken.size() < most; each.remove()) {
                taken.add(each.next().array());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a database was emptied since the last call. */
    boolean takeFlush() {
        lock.lock();
        try {
            boolean was = flushed;
            flushed = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** Whether any key was ever heard of. */
    boolean heard() {
        lock.lock();
        try {
            return heard;
        } finally {
            lock.unlock();
        }
    }
}
