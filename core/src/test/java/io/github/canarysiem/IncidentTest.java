package io.github.canarysiem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.canarysiem.testing.Incidents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest {
    @Test
    void refusesAnIdOfAnotherForm() {
        IncidentBuilder builder = Incident.of("no id", Kind.HIT, Severity.LOW, Incidents.OBSERVED, Incidents.OBSERVED);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("32");
    }

    @Test
    void refusesARevisionBelowOne() {
        Incident incident = Incidents.hit(1);

        assertThatIllegalArgumentException().isThrownBy(() -> incident.asRevision(0, Kind.HIT));
    }

    @Test
    void differsFromItsNextRevisionInRevisionAndKindAlone() {
        Incident first = Incidents.full(Kind.HIT);
        Incident second = first.asRevision(2, Kind.HIT_ENRICHED);

        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.kind()).isEqualTo(Kind.HIT_ENRICHED);
        assertThat(second.asRevision(1, Kind.HIT)).isEqualTo(first);
    }

    @Test
    void keepsItsOwnCopyOfAList() {
        List<Attribute> other = new ArrayList<>();
        Incident incident = Incident.of(
                        IncidentId.of("copy"), Kind.HIT, Severity.LOW, Incidents.OBSERVED, Incidents.OBSERVED)
                .other(other)
                .build();
        other.add(Attribute.of("late", "value"));

        assertThat(incident.other()).isEmpty();
    }

    @Test
    void severitiesAreOrderedAndRisesStopAtTheTop() {
        assertThat(Severity.values()).isSorted();
        assertThat(Severity.INFORMATIONAL.raised()).isEqualTo(Severity.LOW);
        assertThat(Severity.LOW.raised()).isEqualTo(Severity.MEDIUM);
        assertThat(Severity.MEDIUM.raised()).isEqualTo(Severity.HIGH);
        assertThat(Severity.HIGH.raised()).isEqualTo(Severity.CRITICAL);
        assertThat(Severity.CRITICAL.raised()).isEqualTo(Severity.CRITICAL);
    }
}
