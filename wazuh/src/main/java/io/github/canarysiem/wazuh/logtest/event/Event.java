package io.github.canarysiem.wazuh.logtest.event;

import io.github.canarysiem.wazuh.logtest.load.Category;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event: first its header, then the fields that the decoders find. Texts are byte strings, one character of ISO-8859-1
 * for each byte.
 *
 * <p>For one thread; it changes no more once the rules have been evaluated.
 */
public final class Event {
    /** Dynamic fields beyond this number are dropped, as the engine does by default. */
    public static final int MOST_DYNAMIC_FIELDS = 256;

    private final Header header;
    private final Origin origin;
    private final ZonedDateTime received;
    private final Instant time;
    private final Map<FixedField, String> fixed = new EnumMap<>(FixedField.class);
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> log = new ArrayList<>(0);
    private final Set<String> notModelled = new LinkedHashSet<>(0);
    private @Nullable String decoder;
    private @Nullable String parent;
    private Category category = Category.SYSLOG;
    private @Nullable FirstTimeSeen firstTimeSeen;

    /** An event without fields. */
    public Event(Header header, Origin origin, ZonedDateTime received) {
        this.header = header;
        this.origin = origin;
        this.received = received;
        this.time = received.toInstant();
    }

    /** What pre-decoding found. */
    public Header header() {
        return header;
    }

    /** Where it comes from. */
    public Origin origin() {
        return origin;
    }

    /** When it was received. */
    public Instant time() {
        return time;
    }

    /** When it was received, by the manager's time zone. */
    public ZonedDateTime received() {
        return received;
    }

    /** A decoder took the event. */
    public void decodedAs(
            String name, @Nullable String parentName, Category type, @Nullable FirstTimeSeen decodersFirstTimeSeen) {
        this.decoder = name;
        this.parent = parentName;
        this.category = type;
        this.firstTimeSeen = decodersFirstTimeSeen;
    }

    /** The type of the decoder; syslog when none matched. */
    public Category category() {
        return category;
    }

    /** What the decoder asks to be seen for the first time; null when it asks nothing. */
    public @Nullable FirstTimeSeen firstTimeSeen() {
        return firstTimeSeen;
    }

    /** The decoder's name as rules see it; null when none matched. */
    public @Nullable String decoder() {
        return decoder;
    }

    /** The parent of a child decoder that matched by its own prematch; null otherwise. */
    public @Nullable String parent() {
        return parent;
    }

    /** Sets a fixed field; a later value replaces an earlier one. */
    public void set(FixedField field, String value) {
        fixed.put(field, value);
    }

    /** The value of a fixed field, perhaps empty; null when it was not set. */
    public @Nullable String get(FixedField field) {
        return fixed.get(field);
    }

    /**
     * Adds a dynamic field, if there is still room.
     *
     * @return whether there was
     */
    public boolean add(String name, String value) {
        if (names.size() >= MOST_DYNAMIC_FIELDS) {
            return false;
        }
        names.add(name);
        values.add(value);
        return true;
    }

    /** The value of the first dynamic field of this name, in whatever case; null without one. */
    public @Nullable String get(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        return null;
    }

    /** Names of the dynamic fields, in the order in which they were found. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** Their values, in the same order. */
    public List<String> values() {
        return Collections.unmodifiableList(values);
    }

    /** The engine would write this line to its log. */
    public void log(String line) {
        log.add(line);
    }

    /** What the engine would write to its log because of this event. */
    public List<String> log() {
        return Collections.unmodifiableList(log);
    }

    /** From here on the answer may differ from Wazuh's. */
    public void notModelled(String sentence) {
        notModelled.add(sentence);
    }

    /** Why the answer may differ from Wazuh's. */
    public Set<String> notModelled() {
        return Collections.unmodifiableSet(notModelled);
    }
}
