package io.github.canarysiem.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.testing.Incidents;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class IncidentJsonTest {
    static final List<String> HOSTILE = Incidents.HOSTILE_TEXTS;

    @ParameterizedTest
    @EnumSource
    void everyKindWithEveryFieldComesBackAsItWas(Kind kind) throws Exception {
        Incident incident = Incidents.full(kind);

        assertEveryComponentIsSet(incident);
        assertThat(IncidentJson.read(IncidentJson.toBytes(incident))).isEqualTo(incident);
    }

    @Test
    void aLaterRevisionComesBackAsItWas() throws Exception {
        Incident incident = Incidents.hit(1).asRevision(7, Kind.HIT_ENRICHED);

        assertThat(IncidentJson.read(IncidentJson.toBytes(incident))).isEqualTo(incident);
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void hostileTextIsDataOnOneLine(String text) throws Exception {
        Incident incident = Incidents.hostile(text);
        byte[] json = IncidentJson.toBytes(incident);
        String line = new String(json, StandardCharsets.UTF_8);

        assertThat(line.getBytes(StandardCharsets.UTF_8)).isEqualTo(json);
        assertThat(line).doesNotContain("\n", "\r", "\u0000", "\\u0000\"");
        assertThat(new JsonMapper().readTree(json).at("/http/user_agent").textValue())
                .isEqualTo(Text.wellFormed(text));
        assertThat(IncidentJson.toBytes(IncidentJson.read(json))).isEqualTo(json);
    }

    @Test
    void beginsWithItsVersionAndLeavesOutWhatIsAbsent() {
        Incident bare = Incident.of(
                        Incidents.hit(1).id(),
                        Kind.TEST,
                        Severity.INFORMATIONAL,
                        Incidents.OBSERVED,
                        Incidents.OBSERVED)
                .build();

        assertThat(new String(IncidentJson.toBytes(bare), StandardCharsets.UTF_8))
                .isEqualTo("{\"schema_version\":\"1\",\"id\":\"" + bare.id()
                        + "\",\"revision\":1,\"kind\":\"test\",\"severity\":\"informational\","
                        + "\"time\":\"2026-11-21T20:00:00.123456Z\",\"observed\":\"2026-11-21T20:00:00.123456Z\"}");
    }

    @Test
    void passesOverFieldsOfLaterVersions() throws Exception {
        Incident incident = Incidents.hit(1);
        ObjectNode tree = IncidentJson.toTree(incident).put("later", "field");

        assertThat(IncidentJson.read(tree.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(incident);
    }

    @Test
    void theTreeBelongsToTheCaller() {
        Incident incident = Incidents.hit(1);
        IncidentJson.toTree(incident).removeAll();

        assertThat(IncidentJson.toTree(incident)).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("BROKEN")
    void refusesWhatIsNoIncident(String json) {
        assertThatIOException().isThrownBy(() -> IncidentJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    static final List<String> BROKEN =
            List.of("", "{", "[]", "{\"id\":\"x\",\"revision\":1}", "{\"revision\":\"many\"}", "\u0000");

    private static void assertEveryComponentIsSet(Record value) throws ReflectiveOperationException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = component.getAccessor().invoke(value);
            assertThat(part).as("%s", component).isNotNull();
            if (part instanceof Collection<?> list) {
                assertThat(list).as("%s", component).isNotEmpty();
            }
            if (part instanceof Record record) {
                assertEveryComponentIsSet(record);
            }
        }
    }
}
