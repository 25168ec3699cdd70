package io.github.canarysiem.source.honeyfile.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path folder;

    @Test
    void theFirstNameOfANumberCountsAndBrokenLinesDoNot() throws Exception {
        Path file = Files.writeString(
                folder.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/root:/bin/sh\n# none\n+::::::\n\nalice:x:1000\n");
        Accounts accounts = new Accounts(file);
        assertThat(accounts.name("0")).isNull();
        accounts.refresh();
        assertThat(accounts.name("0")).isEqualTo("root");
        assertThat(accounts.name("1000")).isEqualTo("alice");
        assertThat(accounts.name("")).isNull();
    }

    @Test
    void aChangeIsFoundAndAMissingFileKeepsWhatWasKnown() throws Exception {
        Path file = folder.resolve("passwd");
        Accounts accounts = new Accounts(file);
        accounts.refresh();
        Files.writeString(file, "alice:x:1000:");
        accounts.refresh();
        assertThat(accounts.name("1000")).isEqualTo("alice");
        Files.delete(file);
        accounts.refresh();
        assertThat(accounts.name("1000")).isEqualTo("alice");
        Files.writeString(file, "bob:x:1000:");
        accounts.refresh();
        assertThat(accounts.name("1000")).isEqualTo("bob");
    }
}
