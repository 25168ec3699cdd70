package io.github.canarysiem.source.honeyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchSetTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void plant() throws IOException {
        folder = folder.toRealPath();
        for (String name : List.of("a.txt", "b.txt", ".hidden", "c.doc", "sub/d.txt", "sub/deep/e.txt", "[x].txt")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @Test
    void aFolderMeansTheFilesDirectlyInIt() {
        assertThat(names("")).containsExactlyInAnyOrder("a.txt", "b.txt", ".hidden", "c.doc", "[x].txt");
        assertThat(names("/")).hasSize(5);
        assertThat(names("/sub")).containsExactly("sub/d.txt");
    }

    @Test
    void twoStarsMeanAllBelow() {
        assertThat(names("/**")).hasSize(7);
        assertThat(names("/sub/**")).containsExactlyInAnyOrder("sub/d.txt", "sub/deep/e.txt");
        assertThat(names("/**.txt")).hasSize(5);
    }

    @Test
    void globsMeanWhatTheyMatchAtTheirDepth() {
        assertThat(names("/*.txt")).containsExactlyInAnyOrder("a.txt", "b.txt", "[x].txt");
        assertThat(names("/?.txt")).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(names("/{a,c}.*")).containsExactlyInAnyOrder("a.txt", "c.doc");
        assertThat(names("/*/*.txt")).containsExactly("sub/d.txt");
        assertThat(names("/\\[x\\].txt")).containsExactly("[x].txt");
    }

    @Test
    void aFileThatSeveralPatternsMeanIsOne() {
        assertThat(names("/a.txt", "/*.txt", "/**")).hasSize(7);
    }

    @Test
    void aLinkIsWatchedWhereItLeadsAndKeepsItsName() throws IOException {
        Path target = Files.writeString(folder.resolve("sub/target"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link.lnk"), target);

        assertThat(find("/*.lnk").files()).containsEntry(target, link).hasSize(1);
        assertThat(find("/link.lnk").files()).containsEntry(target, link).hasSize(1);
    }

    @Test
    void behindALinkedFolderTheNamesStayThoseOfTheConfiguration() throws IOException {
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("sub"));

        assertThat(find("/linked/*").files())
                .containsEntry(folder.resolve("sub/d.txt"), folder.resolve("linked/d.txt"))
                .hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsWaitedForWhereItsFolderIs() {
        Finds finds = find("/later.txt", "/a.txt");

        assertThat(finds.missing()).containsExactly(folder.resolve("later.txt"));
        assertThat(finds.files()).containsKey(folder.resolve("later.txt"));
        assertThat(finds.hopeless()).isFalse();
        assertThat(Complaint.of(finds)).contains("waited for: " + folder.resolve("later.txt"));
    }

    @Test
    void withoutAnyOfTheFoldersThereIsNothingToWatch() {
        Finds finds = find("/none/*.txt", "/nowhere/file");

        assertThat(finds.gone()).containsExactly(folder.resolve("none"), folder.resolve("nowhere"));
        assertThat(finds.hopeless()).isTrue();
        assertThat(Complaint.hopeless(finds))
                .contains("nothing to watch", "none", "nowhere")
                .doesNotContain("\n");
    }

    @Test
    void aFolderThatHasGoneIsNotTakenForAFile() throws IOException {
        WatchSet set = set("/sub/deep");
        assertThat(set.find().files()).hasSize(1);
        Files.move(folder.resolve("sub/deep"), folder.resolve("away"));

        assertThat(set.find().gone()).containsExactly(folder.resolve("sub/deep"));
        assertThat(set.isGoneWithItsFolder(folder.resolve("sub/deep/e.txt"))).isTrue();
    }

    @Test
    void moreFilesThanTheLimitAreSaidAndNotWatched() {
        WatchSet small = new WatchSet(patterns("/**"), 3);

        assertThat(small.find().files()).hasSize(3);
        assertThat(small.find().complete()).isFalse();
        assertThat(Complaint.of(small.find())).isPresent();
    }

    private Finds find(String... patterns) {
        return set(patterns).find();
    }

    private List<String> names(String... patterns) {
        return find(patterns).files().values().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    private WatchSet set(String... patterns) {
        return new WatchSet(patterns(patterns));
    }

    private List<PathPattern> patterns(String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> PathPattern.of(folder + pattern))
                .toList();
    }
}
