package io.github.canarysiem.source.canarytokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The README's table of severities is the one that is applied. */
class SeverityReadmeTest {
    private static final int TYPES_THAT_A_SERVER_KNOWS = 35;
    private static final Pattern TYPE = Pattern.compile("(?<=[:,] )[a-z0-9_]+(?=[,;:]|$| \\|)");

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"CRITICAL", "HIGH", "MEDIUM"})
    void aTypeHasTheSeverityUnderWhichItIsListed(Severity severity) throws IOException {
        assertThat(types(severity))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(SeverityTable.ofHit(type, false, false))
                        .as(type)
                        .isEqualTo(severity));
    }

    @Test
    void everyTypeThatAServerKnowsIsListedOnce() throws IOException {
        List<String> all = new ArrayList<>(types(Severity.CRITICAL));
        all.addAll(types(Severity.HIGH));
        all.addAll(types(Severity.MEDIUM));

        assertThat(all).doesNotHaveDuplicates().hasSize(TYPES_THAT_A_SERVER_KNOWS);
    }

    private static List<String> types(Severity severity) throws IOException {
        String row = Files.readString(Path.of("..", "README.md"))
                .lines()
                .filter(line -> line.startsWith("| " + severity.code() + " |"))
                .findFirst()
                .orElseThrow();
        return TYPE.matcher(row).results().map(result -> result.group()).toList();
    }
}
