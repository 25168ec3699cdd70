package io.github.canarysiem.runner.terminal;

/** Colours text, or leaves it as it is. Immutable. */
public record Paint(boolean coloured) {
    /** A way of standing out. */
    public enum Style {
        /** Less important. */
        DIM("2"),
        /** More important. */
        BOLD("1"),
        /** Good. */
        GREEN("32"),
        /** Doubtful. */
        YELLOW("33"),
        /** Bad. */
        RED("31"),
        /** Worst. */
        ALARM("1;97;41"),
        /** A name. */
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** The text in a style. The text itself must be printable already. */
    public String text(Style style, String text) {
        return coloured ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }
}
