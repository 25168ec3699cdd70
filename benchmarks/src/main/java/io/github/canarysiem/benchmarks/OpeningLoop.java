package io.github.canarysiem.benchmarks;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A process that opens and closes a file again and again, by nothing but the two calls, and says how long the opening took. */
final class OpeningLoop {
    private static final int WARM_UP = 2_000;

    private OpeningLoop() {}

    static {
        Native.register(OpeningLoop.class, NativeLibrary.getProcess());
    }

    private static native int open(byte[] path, int flags);

    private static native int close(int file);

    /**
     * Opens.
     *
     * @param arguments the file; how often; nanoseconds of rest after each time
     */
    public static void main(String[] arguments) {
        byte[] path = (arguments[0] + '\0').getBytes(StandardCharsets.UTF_8);
        int times = Integer.parseInt(arguments[1]);
        long rest = Long.parseLong(arguments[2]);
        loop(path, WARM_UP, rest);
        long from = System.nanoTime();
        long[] delays = loop(path, times, rest);
        double seconds = (System.nanoTime() - from) / 1e9;
        Arrays.sort(delays);
        System.out.printf(
                Locale.ROOT,
                "%f %d %d %d%n",
                times / seconds,
                delays[times / 2],
                delays[times * 99 / 100],
                delays[times - 1]);
    }

    private static long[] loop(byte[] path, int times, long rest) {
        long[] delays = new long[times];
        for (int i = 0; i < times; i++) {
            long from = System.nanoTime();
            int file = open(path, 0);
            delays[i] = System.nanoTime() - from;
            if (file < 0) {
                throw new IllegalStateException("refused");
            }
            close(file);
            if (rest > 0) {
                LockSupport.parkNanos(rest);
            }
        }
        return delays;
    }
}
