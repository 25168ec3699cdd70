package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Accounts;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Processes;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * The guard as a program: the second process that lets openers go while the first one is stopped. Started by {@link Companion}; ends
 * with the one that has started it, however that ends.
 */
public final class GuardProcess {
    private GuardProcess() {}

    /**
     * Guards.
     *
     * @param arguments numbers of inherited files: the group; the shared memory; the bell; a pipe that is hung up when the reader's
     *     process ends; a pipe for what is seen in its place; then the number of that process, and when the machine was started, in
     *     milliseconds since 1970
     */
    public static void main(String[] arguments) throws IOException {
        FanotifyGroup group = new FanotifyGroup(Integer.parseInt(arguments[0]));
        HeldOpeners held = HeldOpeners.shared(Integer.parseInt(arguments[1]));
        Bell bell = new Bell(Integer.parseInt(arguments[2]));
        int end = Integer.parseInt(arguments[3]);
        SightingPipe pipe = new SightingPipe(Integer.parseInt(arguments[4]));
        int reader = Integer.parseInt(arguments[5]);
        Accounts accounts = new Accounts(Accounts.OURS);
        // Not again: nobody would let this process go if it opened a watched file while the other one is stopped.
        accounts.refresh();
        Processes processes = new Processes(accounts, Instant.ofEpochMilli(Long.parseLong(arguments[6])), false);
        int self = (int) ProcessHandle.current().pid();
        Lookout lookout = new Lookout(processes, Clock.systemUTC(), reader, self);
        lookout.rehearse(bell.file());
        Guard guard = new Guard(group, held, Bells.COMPANION, bell, reader, lookout, pipe::write, System::nanoTime);
        pipe.begin();
        guard.run(Long.MAX_VALUE, end);
        group.close();
        Runtime.getRuntime().halt(0);
    }
}
