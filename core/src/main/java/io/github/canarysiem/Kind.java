package io.github.canarysiem;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happened. The {@link #code()} is the published name; it never changes once released. */
public enum Kind {
    /** A token was triggered. */
    HIT("hit"),
    /** A hit that was sent before has changed: browser details arrived, or its address is ignored from now on. */
    HIT_ENRICHED("hit-enriched"),
    /** A cloud key was found in a public place. */
    KEY_EXPOSED("key-exposed"),
    /** Hits may have happened that nobody can read any more. */
    HISTORY_GAP("history-gap"),
    /** A watched file was touched. */
    FILE_ACCESS("file-access"),
    /** An access that was sent before went on or was repeated; its {@link FileActivity#count()} says how often. */
    FILE_ACCESS_ENRICHED("file-access-enriched"),
    /** A monitor began to watch. */
    MONITOR_STARTED("monitor-started"),
    /** A monitor stopped watching. */
    MONITOR_STOPPED("monitor-stopped"),
    /** A monitor is alive. */
    MONITOR_HEARTBEAT("monitor-heartbeat"),
    /** A synthetic incident that an operator asked for; no attacker is behind it. */
    TEST("test");

    private final String code;

    Kind(String code) {
        this.code = code;
    }

    /** What it is called when more has become known of it. */
    public Kind enriched() {
        return switch (this) {
            case HIT -> HIT_ENRICHED;
            case FILE_ACCESS -> FILE_ACCESS_ENRICHED;
            case HIT_ENRICHED,
                    KEY_EXPOSED,
                    HISTORY_GAP,
                    FILE_ACCESS_ENRICHED,
                    MONITOR_STARTED,
                    MONITOR_STOPPED,
                    MONITOR_HEARTBEAT,
                    TEST -> this;
        };
    }

    /** The published name, such as {@code hit-enriched}. */
    @JsonValue
    public String code() {
        return code;
    }
}
