package io.github.canarysiem.spi;

/** A text that must not be shown. Every way of printing it by accident prints a placeholder. */
public final class Secret {
    private final String value;

    /** Wraps a secret text. */
    public Secret(String value) {
        this.value = value;
    }

    /** The text itself, for the far end's eyes only. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
