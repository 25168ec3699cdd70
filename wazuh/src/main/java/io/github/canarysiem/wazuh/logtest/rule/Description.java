package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A description in which {@code $(field)} stands for a field of the event, and for nothing when the event has no such field. */
final class Description {
    private final List<String> texts = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    /** Reads a description; a bracket that is never closed is text. */
    Description(String text) {
        int done = 0;
        int open = text.indexOf("$(");
        while (open >= 0) {
            int close = text.indexOf(')', open);
            if (close < 0) {
                break;
            }
            texts.add(text.substring(done, open));
            fields.add(text.substring(open + 2, close));
            done = close + 1;
            open = text.indexOf("$(", done);
        }
        texts.add(text.substring(done));
    }

    String of(Event event) {
        if (fields.isEmpty()) {
            return texts.get(0);
        }
        StringBuilder filled = new StringBuilder(texts.get(0));
        for (int i = 0; i < fields.size(); i++) {
            String value = value(event, fields.get(i));
            filled.append(value == null ? "" : value).append(texts.get(i + 1));
        }
        return filled.toString();
    }

    private static @Nullable String value(Event event, String field) {
        String value = switch (field) {
            case "hostname" -> event.header().hostname();
            case "program_name" -> event.header().programName();
            case "system_name" -> event.get(FixedField.SYSTEM_NAME);
            default -> {
                FixedField fixed = FixedField.ofJsonName(field);
                yield fixed == null ? null : event.get(fixed);
            }
        };
        return value == null ? event.get(field) : value;
    }
}
