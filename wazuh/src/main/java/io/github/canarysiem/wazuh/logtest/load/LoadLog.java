package io.github.canarysiem.wazuh.logtest.load;

import io.github.canarysiem.wazuh.logtest.LoadMessage;
import io.github.canarysiem.wazuh.logtest.LoadMessage.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the engine would log while it loads, and what is not modelled. For one thread. */
public final class LoadLog {
    /** The engine's buffer for one line; what is longer is cut. */
    private static final int LONGEST = 2047;

    private final List<LoadMessage> messages = new ArrayList<>();
    private final Set<String> notModelled = new LinkedHashSet<>();

    /** Something is ignored. */
    public void warning(String text) {
        add(Level.WARNING, text);
    }

    /** Something is wrong; it does not by itself end the loading. */
    public void error(String text) {
        add(Level.ERROR, text);
    }

    /** The manager does not start. */
    public void critical(String text) {
        add(Level.CRITICAL, text);
    }

    /** Names what this engine does not answer as Wazuh does. */
    public void notModelled(String sentence) {
        notModelled.add(sentence);
    }

    /** In order. */
    public List<LoadMessage> messages() {
        return List.copyOf(messages);
    }

    /** Each once, in order. */
    public List<String> notModelled() {
        return List.copyOf(notModelled);
    }

    private void add(Level level, String text) {
        messages.add(new LoadMessage(level, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    }
}
