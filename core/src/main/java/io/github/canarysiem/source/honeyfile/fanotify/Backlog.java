package io.github.canarysiem.source.honeyfile.fanotify;

/**
 * Events that were read and not yet dealt with, oldest first, each in a place that is a place of {@link HeldOpeners}, too. Allocates
 * nothing. For one thread.
 *
 * <p>It is bounded because each event holds an open file: a process at its limit of open files is not given the next event, and the
 * kernel then refuses the opener.
 */
final class Backlog {
    private final long[] masks = new long[HeldOpeners.SLOTS];
    private final int[] files = new int[HeldOpeners.SLOTS];
    private final int[] processes = new int[HeldOpeners.SLOTS];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** For how many more there is room. */
    int room() {
        return HeldOpeners.SLOTS - size;
    }

    /** Adds an event and says in which place. */
    int add(long mask, int file, int process) {
        int place = (first + size) % HeldOpeners.SLOTS;
        masks[place] = mask;
        files[place] = file;
        processes[place] = process;
        size++;
        return place;
    }

    /** The place of the oldest. */
    int first() {
        return first;
    }

    long mask() {
        return masks[first];
    }

    int file() {
        return files[first];
    }

    int process() {
        return processes[first];
    }

    void removeFirst() {
        first = (first + 1) % HeldOpeners.SLOTS;
        size--;
    }
}
