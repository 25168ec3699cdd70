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

    /** The published name, such as {@code hit-enriched}. */
    @JsonValue
    public String code() {
        return code;
    }
}
