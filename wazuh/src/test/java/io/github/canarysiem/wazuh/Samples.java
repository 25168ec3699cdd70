package io.github.canarysiem.wazuh;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.logging.log4j.core.net.Facility;
import org.jspecify.annotations.Nullable;

/** Makes incidents for tests. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-11-05T20:00:00.250Z");

    private Samples() {}

    /** Writes one message, so that all classes that the first delivery needs are there. */
    static void loadClasses() {
        new SyslogMessage(Facility.LOCAL0, "canary", WazuhLine.LONGEST).of(hit(1).build());
    }

    static String id(int number) {
        return IncidentId.of("test", Integer.toString(number));
    }

    static IncidentBuilder hit(int number) {
        return Incident.of(id(number), Kind.HIT, Severity.HIGH, TIME, TIME)
                .token(new Token("token" + number, "web", "memo " + number))
                .channel("HTTP");
    }

    static List<Incident> hits(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> hit(i).build()).toList();
    }

    /** A hit whose memo, agent and header carry the same text. */
    static Incident saying(String text) {
        return hit(1).token(new Token("token", "web", text))
                .http(new Http(text, null, null, null, null, null, List.of(Attribute.of(text, text)), List.of()))
                .build();
    }

    static Incident from(@Nullable String ip) {
        return hit(1).source(new Source("somewhere", ip, null, null, null, null))
                .build();
    }

    /** An incident in which every component is there, every text is this one, and every list has so many entries. */
    static Incident full(String text, int entries) {
        return (Incident) filled(Incident.class, Incident.class, text, entries);
    }

    private static Object filled(Class<?> type, Type generic, String text, int entries) {
        if (type == String.class) {
            return text;
        }
        if (type == Instant.class) {
            return TIME;
        }
        if (type == int.class || type == Integer.class) {
            return Integer.MAX_VALUE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == List.class) {
            Type element = ((ParameterizedType) generic).getActualTypeArguments()[0];
            return Collections.nCopies(entries, filled((Class<?>) element, element, text, entries == 0 ? 0 : 1));
        }
        return newRecord(type, text, entries);
    }

    private static Object newRecord(Class<?> type, String text, int entries) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> type == Incident.class && component.getName().equals("id")
                        ? id(1)
                        : filled(component.getType(), component.getGenericType(), text, entries))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
