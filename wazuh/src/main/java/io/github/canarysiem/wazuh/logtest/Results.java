package io.github.canarysiem.wazuh.logtest;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.event.Header;
import io.github.canarysiem.wazuh.logtest.rule.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an evaluated event into a result, from bytes into Unicode. */
final class Results {
    private Results() {}

    static LogtestResult of(Event event, @Nullable Verdict verdict, List<String> messages) {
        Header header = event.header();
        return new LogtestResult(
                new LogtestResult.Pre(
                        text(header.timestamp()),
                        Bytes.text(header.hostname()),
                        text(header.programName()),
                        Bytes.text(header.log())),
                text(event.decoder()),
                text(event.parent()),
                fixed(event),
                dynamic(event),
                AlertData.of(event),
                verdict == null ? null : rule(verdict),
                verdict != null && verdict.alert(),
                verdict == null || verdict.fullLogInAlert(),
                verdict == null ? null : text(verdict.previousOutput()),
                messages,
                texts(event.log()),
                event.notModelled().stream().map(Bytes::text).toList());
    }

    private static Map<String, String> fixed(Event event) {
        Map<String, String> fixed = new LinkedHashMap<>();
        for (FixedField field : FixedField.values()) {
            String value = event.get(field);
            if (value != null) {
                fixed.put(field.label(), Bytes.text(value));
            }
        }
        return Collections.unmodifiableMap(fixed);
    }

    private static List<LogtestResult.Field> dynamic(Event event) {
        List<LogtestResult.Field> fields = new ArrayList<>(event.names().size());
        for (int i = 0; i < event.names().size(); i++) {
            fields.add(new LogtestResult.Field(
                    Bytes.text(event.names().get(i)), Bytes.text(event.values().get(i))));
        }
        return Collections.unmodifiableList(fields);
    }

    private static LogtestResult.FiredRule rule(Verdict verdict) {
        Map<String, List<String>> compliance = new LinkedHashMap<>();
        verdict.compliance().forEach((name, values) -> compliance.put(name, texts(values)));
        return new LogtestResult.FiredRule(
                verdict.id(),
                verdict.level(),
                Bytes.text(verdict.description()),
                texts(verdict.groups()),
                verdict.firedTimes(),
                verdict.mail(),
                verdict.frequency(),
                Collections.unmodifiableMap(compliance),
                texts(verdict.mitreIds()));
    }

    private static List<String> texts(List<String> bytes) {
        return bytes.stream().map(Bytes::text).toList();
    }

    private static @Nullable String text(@Nullable String bytes) {
        return bytes == null ? null : Bytes.text(bytes);
    }
}
