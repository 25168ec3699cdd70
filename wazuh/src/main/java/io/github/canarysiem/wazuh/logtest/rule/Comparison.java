package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@code same_...} or {@code different_...} option: two events can be compared only when both have the field.
 *
 * @param value of an event; null when it has none
 * @param same whether the values must be equal; otherwise they must differ
 */
record Comparison(Function<Event, @Nullable String> value, boolean same) {
    /** What may stand behind {@code same_}, {@code different_} and {@code not_same_}, the old names included. */
    static final Map<String, FixedField> FIELDS = Map.ofEntries(
            Map.entry("srcip", FixedField.SRCIP),
            Map.entry("source_ip", FixedField.SRCIP),
            Map.entry("dstip", FixedField.DSTIP),
            Map.entry("srcport", FixedField.SRCPORT),
            Map.entry("src_port", FixedField.SRCPORT),
            Map.entry("dstport", FixedField.DSTPORT),
            Map.entry("dst_port", FixedField.DSTPORT),
            Map.entry("srcuser", FixedField.SRCUSER),
            Map.entry("user", FixedField.DSTUSER),
            Map.entry("id", FixedField.ID),
            Map.entry("url", FixedField.URL),
            Map.entry("protocol", FixedField.PROTOCOL),
            Map.entry("action", FixedField.ACTION),
            Map.entry("data", FixedField.DATA),
            Map.entry("extra_data", FixedField.EXTRA_DATA),
            Map.entry("status", FixedField.STATUS),
            Map.entry("system_name", FixedField.SYSTEM_NAME));

    /** What may stand there too, but needs what this engine has not. */
    static final Set<String> NOT_MODELLED = Set.of("srcgeoip", "dstgeoip", "agent");

    /** Of a fixed field. */
    static Comparison of(FixedField field, boolean same) {
        return new Comparison(event -> event.get(field), same);
    }

    /** Of a dynamic field. */
    static Comparison ofDynamic(String name, boolean same) {
        return new Comparison(event -> event.get(name), same);
    }

    /** Of the location. */
    static Comparison ofLocation(boolean same) {
        return new Comparison(event -> event.origin().location(), same);
    }
}
