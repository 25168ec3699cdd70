package io.github.canarysiem.wazuh.logtest.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fixed (static) fields, as measured on the engine of Wazuh 4.14.7, in the order in which it shows them. */
public enum FixedField {
    SRCIP("srcip"),
    DSTIP("dstip"),
    SRCPORT("srcport"),
    DSTPORT("dstport"),
    PROTOCOL("protocol"),
    ACTION("action"),
    SRCUSER("srcuser"),
    DSTUSER("dstuser"),
    ID("id"),
    STATUS("status"),
    URL("url"),
    DATA("data"),
    EXTRA_DATA("extra_data"),
    /** Called {@code system_name} in decoders, rules and alerts, {@code systemname} in JSON events. */
    SYSTEM_NAME("systemname");

    private static final Map<String, FixedField> BY_RULESET_NAME = new HashMap<>();
    private static final Map<String, FixedField> BY_JSON_NAME = new HashMap<>();

    static {
        for (FixedField field : values()) {
            BY_JSON_NAME.put(field.label, field);
            if (field != SYSTEM_NAME) {
                BY_RULESET_NAME.put(field.label, field);
            }
        }
        BY_RULESET_NAME.put("system_name", SYSTEM_NAME);
        BY_RULESET_NAME.put("user", DSTUSER);
    }

    private final String label;

    FixedField(String label) {
        this.label = label;
    }

    /** The name in the engine's own list of fields. */
    public String label() {
        return label;
    }

    /** The field that decoders and rules call so ({@code user} is the destination's user); null for a dynamic field's name. */
    public static @Nullable FixedField ofRulesetName(String name) {
        return BY_RULESET_NAME.get(name);
    }

    /** The field that a key at the top of a JSON event fills; null for a dynamic field's name. {@code user} is not among them. */
    public static @Nullable FixedField ofJsonName(String name) {
        return BY_JSON_NAME.get(name);
    }

    /** Whether rules, decoders or JSON events mean a fixed field by this name. */
    public static boolean isName(String name) {
        return BY_RULESET_NAME.containsKey(name) || BY_JSON_NAME.containsKey(name);
    }
}
