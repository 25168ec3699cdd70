package io.github.canarysiem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentIdTest {
    /** Computed with Python's hashlib and struct from the sentence in the Javadoc, not with this code. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "a,b|16275ef0f5d0eb9dd9e0a53277549fda",
                "ab|d2f295bb8c9d190af78252b52741eb32",
                "\u00dcbersicht,\ud83d\ude00|876b73ef954b5380e7de54861f9ee120",
            })
    void isTheBeginningOfTheDigestOfTheParts(String parts, String id) {
        assertThat(IncidentId.of(parts.split(","))).isEqualTo(id);
    }

    @Test
    void knowsNoPartsFromOneEmptyPart() {
        assertThat(IncidentId.of()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
        assertThat(IncidentId.of("")).isEqualTo("df3f619804a92fdb4057192dc43dd748");
        assertThat(IncidentId.of("", "ab")).isEqualTo("9caccc24b5d7e06c21c0277b6530d666");
    }

    @Test
    void isValidAsMade() {
        assertThat(IncidentId.isValid(IncidentId.of("a"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "16275ef0f5d0eb9dd9e0a53277549fd",
                "16275ef0f5d0eb9dd9e0a53277549fda0",
                "16275EF0F5D0EB9DD9E0A53277549FDA",
                "16275ef0f5d0eb9dd9e0a53277549fda\n",
                "g6275ef0f5d0eb9dd9e0a53277549fda",
            })
    void isInvalidInAnyOtherForm(String text) {
        assertThat(IncidentId.isValid(text)).isFalse();
    }
}
