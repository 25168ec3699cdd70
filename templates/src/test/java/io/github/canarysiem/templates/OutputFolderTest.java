package io.github.canarysiem.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    private static final List<GeneratedFile> FILES = List.of(
            new GeneratedFile("a.txt", "new a", false),
            new GeneratedFile("sub/b.txt", "new b", false),
            new GeneratedFile("sub/deep/c.txt", "new c", true));

    @TempDir
    private Path parent;

    @Test
    void aNewFolderAppearsWithAllFiles() throws Exception {
        new OutputFolder(parent.resolve("x/out")).write(FILES, false);

        assertThat(tree())
                .isEqualTo(Map.of("x/out/a.txt", "new a", "x/out/sub/b.txt", "new b", "x/out/sub/deep/c.txt", "new c"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("x/out/sub/deep/c.txt"))))
                .isEqualTo("rw-------");
    }

    @Test
    void filesThatAreThereStayUnlessForced() throws Exception {
        write("out/sub/b.txt", "old b");
        write("out/other", "theirs");
        OutputFolder folder = new OutputFolder(parent.resolve("out"));

        assertThatThrownBy(() -> folder.write(FILES, false))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("b.txt: is there already: replace it with --force");
        assertThat(tree()).isEqualTo(Map.of("out/sub/b.txt", "old b", "out/other", "theirs"));

        folder.write(FILES, true);
        assertThat(tree())
                .containsEntry("out/sub/b.txt", "new b")
                .containsEntry("out/other", "theirs")
                .hasSize(4);
    }

    @Test
    void aFailureInTheMiddleLeavesEverythingAsItWas() throws Exception {
        write("out/a.txt", "old a");
        List<GeneratedFile> files = List.of(
                FILES.get(0),
                new GeneratedFile("fresh/d.txt", "new d", false),
                new GeneratedFile("fresh/d.txt/e.txt", "cannot be", false));

        assertThatThrownBy(() -> new OutputFolder(parent.resolve("out")).write(files, true))
                .isInstanceOf(IOException.class);
        assertThat(tree()).isEqualTo(Map.of("out/a.txt", "old a"));
        assertThat(parent.resolve("out/fresh")).doesNotExist();
    }

    @Test
    void aFailedFileIsTakenBackWithThoseBeforeIt() throws Exception {
        write("out/a.txt", "old a");
        String tooLong = "x".repeat(300);
        List<GeneratedFile> files = List.of(FILES.get(0), new GeneratedFile(tooLong, "cannot be", false));

        assertThatThrownBy(() -> new OutputFolder(parent.resolve("out")).write(files, true))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new OutputFolder(parent.resolve("new/out")).write(files, true))
                .isInstanceOf(IOException.class);
        assertThat(tree()).isEqualTo(Map.of("out/a.txt", "old a"));
        assertThat(parent.resolve("new")).doesNotExist();
    }

    @Test
    void aSymbolicLinkIsNotFollowedOutOfTheFolder() throws Exception {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createDirectory(parent.resolve("out"));
        Files.createSymbolicLink(parent.resolve("out/sub"), elsewhere);

        assertThatThrownBy(() -> new OutputFolder(parent.resolve("out")).write(FILES, true))
                .hasMessageContaining("sub: is not a folder: move it away");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aForcedFileReplacesASymbolicLinkAndNotItsTarget() throws Exception {
        Path target = write("target.txt", "theirs");
        Files.createDirectory(parent.resolve("out"));
        Files.createSymbolicLink(parent.resolve("out/a.txt"), target);

        new OutputFolder(parent.resolve("out")).write(FILES, true);

        assertThat(target).hasContent("theirs");
        assertThat(parent.resolve("out/a.txt")).isRegularFile().hasContent("new a");
        assertThat(Files.isSymbolicLink(parent.resolve("out/a.txt"))).isFalse();
    }

    private Path write(String name, String text) throws IOException {
        Files.createDirectories(parent.resolve(name).getParent());
        return Files.writeString(parent.resolve(name), text);
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(parent)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                tree.put(parent.relativize(path).toString(), Files.readString(path));
            }
        }
        return tree;
    }
}
