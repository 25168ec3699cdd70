package io.github.canarysiem.wazuh.logtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds this engine to every measured answer of Wazuh's. */
class EngineAnswersTest {
    @Test
    void everyMeasuredAnswerIsGivenExactly() throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (VectorCase vector : VectorCase.all()) {
            List<String> differences = differences(vector);
            int[] count = counts.computeIfAbsent(vector.category(), added -> new int[2]);
            count[differences.isEmpty() ? 0 : 1]++;
            differences.forEach(difference -> wrong.add(vector.id() + ": " + difference));
        }
        counts.forEach(
                (category, count) -> System.out.printf("%s: %d exact, %d wrong%n", category, count[0], count[1]));
        assertThat(wrong).isEmpty();
    }

    private static List<String> differences(VectorCase vector) {
        List<String> differences = new ArrayList<>();
        LoadReport report;
        Ruleset ruleset = Ruleset.load(vector.files());
        report = ruleset.report();
        compare("wouldStart", vector.wouldStart(), report.wouldStart(), differences);
        compare(
                "log",
                vector.log(),
                report.messages().stream().map(LoadMessage::toString).toList(),
                differences);
        compare("sessionWouldOpen", vector.sessionOpens(), report.sessionWouldOpen(), differences);
        if (vector.sessionOpens() && report.wouldStart()) {
            compareResults(vector, ruleset.engine(), differences);
        }
        return differences;
    }

    private static void compareResults(VectorCase vector, LogtestEngine engine, List<String> differences) {
        for (int i = 0; i < vector.lines().size(); i++) {
            JsonNode expected = vector.results().get(i);
            ObjectNode actual =
                    engine.evaluate(vector.lines().get(i), vector.location()).json();
            List<String> names = new ArrayList<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    names.add(name);
                }
            });
            for (String name : names) {
                compare("line " + i + " " + name, expected.get(name), actual.get(name), differences);
            }
        }
    }

    private static void compare(
            String what, @Nullable Object expected, @Nullable Object actual, List<String> differences) {
        if (!Objects.equals(expected, actual) && !String.valueOf(expected).equals(String.valueOf(actual))) {
            differences.add(what + " should be " + shortened(expected) + " but is " + shortened(actual));
        }
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 500 ? text : text.substring(0, 500) + "...";
    }
}
