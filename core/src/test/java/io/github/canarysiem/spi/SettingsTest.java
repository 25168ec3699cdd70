package io.github.canarysiem.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.canarysiem.Gap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    /** A value that must never be repeated in a message: it may be a secret. */
    private static final String WRONG = "hunter2-\ud83d\ude00\u0000";

    @Test
    void readsEveryTypeOfValue() {
        Settings settings = Settings.of(
                "sinks.agent",
                Map.ofEntries(
                        Map.entry("text", "a b"),
                        Map.entry("number-as-text", 17),
                        Map.entry("integer", "17"),
                        Map.entry("flag", true),
                        Map.entry("duration", "5s"),
                        Map.entry("bytes", "64KiB"),
                        Map.entry("choice", "Trimmed"),
                        Map.entry("path", "/var/log/x"),
                        Map.entry("zone", "Europe/Berlin"),
                        Map.entry("list", List.of("a", 2, false)),
                        Map.entry("single", "a"),
                        Map.entry("secret", "s"),
                        Map.entry("section", Map.of("inner", "x"))));

        assertThat(settings.text("text")).isEqualTo("a b");
        assertThat(settings.text("number-as-text")).isEqualTo("17");
        assertThat(settings.integer("integer", 1, 1, 17)).isEqualTo(17);
        assertThat(settings.flag("flag", false)).isTrue();
        assertThat(settings.duration("duration", Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.bytes("bytes", 1)).isEqualTo(65_536);
        assertThat(settings.choice("choice", Gap.Reason.class, Gap.Reason.FLUSHED))
                .isEqualTo(Gap.Reason.TRIMMED);
        assertThat(settings.path("path")).isEqualTo(Path.of("/var/log/x"));
        assertThat(settings.zone("zone", ZoneOffset.UTC)).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(settings.texts("list")).containsExactly("a", "2", "false");
        assertThat(settings.texts("single")).containsExactly("a");
        assertThat(settings.secret("secret").reveal()).isEqualTo("s");
        assertThat(settings.section("section").text("inner")).isEqualTo("x");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void absentAndBlankSettingsTakeTheirDefaults() {
        Map<String, Object> blank = new HashMap<>();
        blank.put("blank", "  ");
        blank.put("nothing", null);
        Settings settings = Settings.of("", blank);

        assertThat(settings.text("blank", "d")).isEqualTo("d");
        assertThat(settings.text("nothing", "d")).isEqualTo("d");
        assertThat(settings.text("a", "d")).isEqualTo("d");
        assertThat(settings.optionalText("a")).isEmpty();
        assertThat(settings.optionalSecret("a")).isEmpty();
        assertThat(settings.optionalPath("a")).isEmpty();
        assertThat(settings.path("a", Path.of("d"))).isEqualTo(Path.of("d"));
        assertThat(settings.integer("a", 3, 1, 5)).isEqualTo(3);
        assertThat(settings.flag("a", true)).isTrue();
        assertThat(settings.duration("a", Duration.ZERO)).isEqualTo(Duration.ZERO);
        assertThat(settings.bytes("a", 9)).isEqualTo(9);
        assertThat(settings.choice("a", Gap.Reason.class, Gap.Reason.FLUSHED)).isEqualTo(Gap.Reason.FLUSHED);
        assertThat(settings.zone("a", ZoneOffset.UTC)).isEqualTo(ZoneOffset.UTC);
        assertThat(settings.texts("a")).isEmpty();
        assertThat(settings.section("a").keys()).isEmpty();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                reader("integer", s -> s.integer("key", 1, 1, 5)),
                reader("flag", s -> s.flag("key", true)),
                reader("duration", s -> s.duration("key", Duration.ZERO)),
                reader("bytes", s -> s.bytes("key", 1)),
                reader("choice", s -> s.choice("key", Gap.Reason.class, Gap.Reason.FLUSHED)),
                reader("path", s -> s.path("key")),
                reader("default path", s -> s.path("key", Path.of("d"))),
                reader("zone", s -> s.zone("key", ZoneOffset.UTC)),
                reader("section", s -> s.section("key")));
    }

    private static Arguments reader(String name, Consumer<Settings> reader) {
        return Arguments.of(name, reader);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void aBadValueIsNamedByItsPathAndNotRepeated(String name, Consumer<Settings> reader) {
        Settings settings = Settings.of("sources.tokens", Map.of("key", WRONG));
        reader.accept(settings);

        SettingsException.Problem problem = onlyProblem(settings);
        assertThat(problem.path()).isEqualTo("sources.tokens.key");
        assertThat(problem.message()).isNotBlank().doesNotContain("hunter2").doesNotContain("\n");
    }

    @Test
    void aMapOrListIsNoSingleValue() {
        for (Object value : List.of(List.of(WRONG), Map.of("a", WRONG))) {
            Settings settings = Settings.of("s", Map.of("key", value));
            settings.text("key");
            assertThat(onlyProblem(settings).message()).contains("single value").doesNotContain("hunter2");
        }
    }

    @Test
    void aListOfListsIsNoListOfTexts() {
        Settings settings = Settings.of("s", Map.of("key", List.of(List.of(WRONG))));

        assertThat(settings.texts("key")).isEmpty();
        assertThat(onlyProblem(settings).message()).contains("list of single values");
    }

    @Test
    void aListOfSectionsKeepsItsOrderAndNamesThePlaceOfAFault() {
        Settings settings = Settings.of(
                "sources.files", Map.of("allow", List.of(Map.of("user", "backup"), Map.of("usr", "scanner"))));
        List<Settings> sections = settings.sections("allow");
        sections.get(0).text("user", "");
        sections.forEach(Settings::refuseUnknown);

        assertThat(sections).hasSize(2);
        assertThat(Settings.of("s", Map.of("allow", Map.of("user", "a"))).sections("allow"))
                .hasSize(1);
        assertThat(Settings.of("s", Map.of()).sections("allow")).isEmpty();
        assertThat(catchThrowableOfType(SettingsException.class, settings::check)
                        .problems())
                .extracting(SettingsException.Problem::path)
                .containsExactly("sources.files.allow[1].usr");
    }

    @Test
    void aListOfTextsIsNoListOfSections() {
        Settings settings = Settings.of("sources.files", Map.of("allow", List.of("backup")));

        assertThat(settings.sections("allow")).isEmpty();
        assertThat(catchThrowableOfType(SettingsException.class, settings::check))
                .hasMessageContaining("sources.files.allow: is not a list of sections");
    }

    @Test
    void numbersHaveBoundsThatCount() {
        assertThat(Settings.of("", Map.of("n", "5")).integer("n", 1, 5, 5)).isEqualTo(5);
        for (String outside : List.of("4", "6", "99999999999", "5.0", "five")) {
            Settings settings = Settings.of("", Map.of("n", outside));
            settings.integer("n", 5, 5, 5);
            assertThat(onlyProblem(settings).message()).contains("between 5 and 5");
        }
    }

    @Test
    void requiredSettingsThatAreMissingAreNamed() {
        Settings settings = Settings.of("sinks.a", Map.of("blank", ""));
        settings.text("text");
        settings.text("blank");
        settings.secret("secret");
        settings.path("path");

        assertThat(problems(settings))
                .extracting(SettingsException.Problem::toString)
                .containsExactly(
                        "sinks.a.text: is missing",
                        "sinks.a.blank: is missing",
                        "sinks.a.secret: is missing",
                        "sinks.a.path: is missing");
    }

    @Test
    void allFaultsComeAtOnceNestedOnesToo() {
        Settings settings = Settings.of("top", Map.of("port", "x", "unknown", WRONG, "tls", Map.of("verify", "maybe")));
        settings.integer("port", 1, 1, 2);
        settings.text("host");
        Settings tls = settings.section("tls");
        tls.flag("verify", true);
        tls.refuseUnknown();
        settings.problem("both", "cannot be");

        assertThat(problems(settings))
                .extracting(SettingsException.Problem::path)
                .containsExactly("top.port", "top.host", "top.tls.verify", "top.both", "top.unknown");
        assertThat(catchThrowableOfType(SettingsException.class, settings::check))
                .hasMessageContainingAll("top.port", "top.tls.verify", "; ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestKnownOne() {
        Settings settings = Settings.of("s", Map.of("pol-interval", "5s"));
        settings.duration("poll-interval", Duration.ZERO);
        settings.text("url", "");

        assertThat(onlyProblem(settings).message()).contains("did you mean poll-interval?");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsAnsweredWithAllKnownOnes() {
        Settings settings = Settings.of("s", Map.of("zzzzzzzzzz", "5s"));
        settings.text("url", "");
        settings.text("host", "");

        assertThat(onlyProblem(settings).message()).contains("known are host, url");
    }

    @Test
    void keysKeepTheirOrderAndPathsTheirPlace() {
        Settings settings = Settings.of("", Map.of("b", 1));

        assertThat(settings.keys()).containsExactly("b");
        assertThat(settings.pathOf("b")).isEqualTo("b");
        assertThat(settings.section("b").pathOf("c")).isEqualTo("b.c");
    }

    @Test
    void aSecretNeverPrints() {
        Secret secret = new Secret(WRONG);

        assertThat(secret).hasToString("[secret]");
        assertThat("" + Optional.of(secret) + List.of(secret)).doesNotContain("hunter2");
        assertThat(secret.reveal()).isEqualTo(WRONG);
    }

    private static SettingsException.Problem onlyProblem(Settings settings) {
        List<SettingsException.Problem> problems = problems(settings);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<SettingsException.Problem> problems(Settings settings) {
        return catchThrowableOfType(SettingsException.class, settings::check).problems();
    }
}
