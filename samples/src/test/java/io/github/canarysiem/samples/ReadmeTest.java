package io.github.canarysiem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.canarysiem.source.redis.RedisSourceProvider;
import io.github.canarysiem.spi.Provider;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.spi.SourceProvider;
import io.github.canarysiem.wazuh.WazuhField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what the code does. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final String UNKNOWN = "no-such-setting-at-all-zzzzzzzzzzzz";

    private final String readme = text(ROOT.resolve("README.md"));

    @Test
    void itsExampleIsTheOneThatIsCompiledAndRun() {
        String source = text(ROOT.resolve("samples/src/main/java/io/github/canarysiem/samples/EmbeddedPipeline.java"));

        assertThat(region(readme, "<!-- embedding -->\n```java\n", "\n```\n<!-- end -->"))
                .isEqualTo(region(source, "// region embedding\n", "\n// endregion"));
    }

    @Test
    void itsTestOfRulesIsOneThatIsRun() {
        String source = text(ROOT.resolve("samples/src/test/java/io/github/canarysiem/samples/OwnRulesTest.java"));

        assertThat(region(readme, "<!-- own-rules -->\n```java\n", "\n```\n<!-- end -->"))
                .isEqualTo(region(source, "// region own-rules\n", "\n    // endregion")
                        .stripIndent());
    }

    @Test
    void itsFieldsAreThoseOfTheLine() {
        List<String> rows = Arrays.stream(WazuhField.values())
                .map(field -> "| `%s` | %s | %s |"
                        .formatted(field.path(), field.type().name().toLowerCase(Locale.ROOT), field.meaning()))
                .toList();

        assertThat(region(readme, "<!-- fields -->\n", "\n<!-- end -->").lines().skip(2))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void itsAccessRulesAreThoseThatAreEnough() {
        assertThat(readme).contains("ACL SETUSER canary-siem on >PASSWORD " + RedisSourceProvider.ACCESS_RULES + "\n");
    }

    static Stream<Provider<?>> providers() {
        return Stream.concat(
                ServiceLoader.load(SourceProvider.class).stream().map(ServiceLoader.Provider::get),
                ServiceLoader.load(SinkProvider.class).stream().map(ServiceLoader.Provider::get));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void itsTableOfSettingsIsWhatThePlugInAsksFor(Provider<?> provider) {
        Settings settings = Settings.of("it", Map.of(UNKNOWN, "x"));
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> provider.create(settings));
        String known = refused.problems().stream()
                .map(SettingsException.Problem::message)
                .flatMap(message -> Stream.of(message.split("known are ", 2)).skip(1))
                .collect(Collectors.joining());

        assertThat(column(region(readme, "<!-- settings " + provider.type() + " -->", "<!-- end -->")))
                .containsExactlyInAnyOrder(known.split(", "));
    }

    @Test
    void itsFoldersAreTheModules() throws IOException {
        Set<String> modules = matches(text(ROOT.resolve("pom.xml")), "<module>([a-z-]+)</module>");
        assertThat(column(region(readme, "| Folder | Holds |", "\n\n"))).containsExactlyInAnyOrderElementsOf(modules);

        for (String module : modules) {
            assertThat(ROOT.resolve(module).resolve("pom.xml")).exists();
        }
    }

    @Test
    void itsPictureShowsWhichModuleUsesWhich() {
        Set<String> modules = matches(text(ROOT.resolve("pom.xml")), "<module>([a-z-]+)</module>");
        List<String> arrows = modules.stream()
                .flatMap(module -> uses(module).stream().map(used -> "  " + module + " --> " + used))
                .toList();

        assertThat(region(readme, "flowchart LR\n", "\n```").lines()).containsExactlyInAnyOrderElementsOf(arrows);
    }

    private static Set<String> uses(String module) {
        String dependencies =
                region(text(ROOT.resolve(module).resolve("pom.xml")), "<dependencies>", "</dependencies>");
        return Arrays.stream(dependencies.split("</dependency>"))
                .filter(dependency -> !dependency.contains("<type>test-jar</type>"))
                .flatMap(dependency -> matches(dependency, "<artifactId>canary-siem-([a-z-]+)</artifactId>").stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> column(String table) {
        return FIRST_COLUMN.matcher(table).results().map(row -> row.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static String region(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as("beginning of the region: %s", begin).isNotNegative();
        int to = text.indexOf(end, from + begin.length());
        assertThat(to).as("end of the region: %s", end).isNotNegative();
        return text.substring(from + begin.length(), to);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
