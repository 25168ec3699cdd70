package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The guard as a program: the second process that lets openers go while the first one is stopped. Started by {@link Companion}; ends
 * with the one that has started it, however that ends.
 */
public final class GuardProcess {
    private GuardProcess() {}

    /**
     * Guards.
     *
     * @param arguments numbers of inherited files: the group; the shared memory; a pipe that is hung up when the reader's process ends;
     *     a pipe into which a byte is written as soon as the guard is there; at last the number of the reader's process
     */
    public static void main(String[] arguments) throws IOException {
        FanotifyGroup group = new FanotifyGroup(Integer.parseInt(arguments[0]));
        HeldOpeners held = HeldOpeners.shared(Integer.parseInt(arguments[1]));
        int end = Integer.parseInt(arguments[2]);
        int ready = Integer.parseInt(arguments[3]);
        Guard guard = new Guard(group, held, Long.parseLong(arguments[4]), System::nanoTime);
        Libc.write(ready, ByteBuffer.allocateDirect(1), 1);
        guard.run(Long.MAX_VALUE, end);
        group.close();
        Runtime.getRuntime().halt(0);
    }
}
