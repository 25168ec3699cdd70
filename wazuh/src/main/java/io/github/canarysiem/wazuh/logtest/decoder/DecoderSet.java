package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All decoders of a ruleset: a list of roots for events with a program's name and one for events without. The first root that matches
 * takes the event.
 *
 * <p>Filled by one thread, then immutable and thread-safe.
 */
public final class DecoderSet {
    /** Program names for which the candidates are remembered; an attacker may invent any number of names. */
    private static final int MOST_REMEMBERED = 4096;

    private static final Set<String> BUILT_IN =
            Set.of("rootcheck", "syscollector", "ciscat", "sca", "windows_eventchannel", "dbsync");

    private final List<RootDecoder> withProgramName = new ArrayList<>();
    private final List<RootDecoder> withoutProgramName = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, RootDecoder[]> candidates = new ConcurrentHashMap<>();

    /** Adds a decoder, a child to every root of its parent's name. */
    void add(Decoder decoder, LoadLog log) throws LoadFailure {
        String parent = decoder.parent();
        if (parent == null) {
            (decoder.programName() == null ? withoutProgramName : withProgramName).add(new RootDecoder(decoder));
        } else {
            addChild(parent, decoder, log);
        }
        names.add(decoder.name());
    }

    private void addChild(String parent, Decoder decoder, LoadLog log) throws LoadFailure {
        boolean found = false;
        for (List<RootDecoder> roots : List.of(withProgramName, withoutProgramName)) {
            for (RootDecoder root : roots) {
                if (root.decoder().name().equals(parent)) {
                    root.add(decoder, log);
                    found = true;
                }
            }
        }
        if (!found) {
            log.error("(2101): Parent decoder name invalid: '" + parent + "'.");
            log.error("(2106): Error adding decoder plugin.");
            throw new LoadFailure();
        }
    }

    /** Whether a decoder has this name, one from a file or one that the engine brings along. */
    public boolean contains(String name) {
        return names.contains(name) || isBuiltIn(name);
    }

    /**
     * Whether only the engine itself decodes events under this name: those of its own modules, which reach it on other ways than logs.
     * The names are those that Wazuh's documentation shows in alerts.
     */
    public boolean isBuiltIn(String name) {
        return !names.contains(name)
                && (BUILT_IN.contains(name) || name.startsWith("syscheck_") || name.startsWith("hostinfo_"));
    }

    /** Lets the first decoder that matches find the fields. */
    public void decode(Event event) {
        String programName = event.header().programName();
        if (programName != null) {
            for (RootDecoder root : candidates(programName)) {
                if (root.decode(event)) {
                    return;
                }
            }
            return;
        }
        for (RootDecoder root : withoutProgramName) {
            if (root.decode(event)) {
                return;
            }
        }
    }

    private RootDecoder[] candidates(String programName) {
        RootDecoder @Nullable [] known = candidates.get(programName);
        if (known != null) {
            return known;
        }
        RootDecoder[] found = withProgramName.stream()
                .filter(root -> root.takesProgram(programName))
                .toArray(RootDecoder[]::new);
        if (candidates.size() < MOST_REMEMBERED) {
            candidates.put(programName, found);
        }
        return found;
    }
}
