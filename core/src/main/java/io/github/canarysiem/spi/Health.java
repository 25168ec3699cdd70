package io.github.canarysiem.spi;

import java.util.Locale;

/**
 * How a plug-in is.
 *
 * @param state the short answer
 * @param detail one line for an operator; never a secret
 */
public record Health(State state, String detail) {
    /** From best to worst. */
    public enum State {
        /** Works as configured. */
        UP,
        /** Works, with a limit that the detail names. */
        DEGRADED,
        /** Has not worked yet. */
        STARTING,
        /** Does not work; it keeps trying. */
        DOWN;

        /** Lower-case name. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Works as configured. */
    public static Health up(String detail) {
        return new Health(State.UP, detail);
    }

    /** Works, with a limit that the detail names. */
    public static Health degraded(String detail) {
        return new Health(State.DEGRADED, detail);
    }

    /** Has not worked yet. */
    public static Health starting(String detail) {
        return new Health(State.STARTING, detail);
    }

    /** Does not work; it keeps trying. */
    public static Health down(String detail) {
        return new Health(State.DOWN, detail);
    }
}
