package io.github.canarysiem.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacksTest {
    private static final String GOOD = """
            description: A pack
            parameters:
              - { name: greeting, kind: string, default: hello, meaning: what it says }
            files:
              - { template: t.jinja, output: sub/x.yml, format: yaml, when: "greeting != 'no'" }
            """;

    @TempDir
    private Path folder;

    @Test
    void aPackOfOnesOwnIsAFolder() throws Exception {
        pack("mine", GOOD, "say: {{ greeting }}\n");

        Generated generated = Generation.of(Packs.bundled().and(folder).pack("mine"))
                .set("greeting", "x: \"y\" {{ z }}")
                .generate();

        assertThat(generated.files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("sub/x.yml");
            assertThat(file.text())
                    .startsWith("# sub/x.yml, written by canary-siem ")
                    .endsWith("# greeting = x: \"y\" {{ z }}\nsay: \"x: \\\"y\\\" {{ z }}\"\n");
        });
    }

    @Test
    void aFileIsLeftOutWhenItsConditionDoesNotHold() throws Exception {
        pack("mine", GOOD, "say: {{ greeting }}\n");

        assertThat(Generation.of(Packs.bundled().and(folder).pack("mine"))
                        .set("greeting", "no")
                        .generate()
                        .files())
                .isEmpty();
    }

    @Test
    void aPackOfOnesOwnTakesThePlaceOfABundledOne() throws Exception {
        pack("wazuh", GOOD, "x");
        Packs packs = Packs.bundled().and(folder);

        assertThat(packs.pack("wazuh").origin())
                .isEqualTo(folder.resolve("wazuh").toString());
        assertThat(packs.all()).hasSameSizeAs(Packs.bundled().all());
    }

    @Test
    void anUnknownPackIsToldWithTheNearest() throws Exception {
        Packs packs = Packs.bundled();
        assertThatThrownBy(() -> packs.pack("wazu"))
                .isInstanceOf(WrongChoiceException.class)
                .hasMessageStartingWith("there is no such pack: it is not one of ")
                .hasMessageEndingWith("; did you mean wazuh?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/x", "a/../../x", "a//b", ".", "a/..", "a\\b", "{{ greeting }}/x", "a b"})
    void anOutputNameThatLeavesTheFolderIsRefused(String output) throws Exception {
        pack("mine", GOOD.replace("sub/x.yml", "'" + output + "'"), "x");
        Generation generation =
                Generation.of(Packs.bundled().and(folder).pack("mine")).set("greeting", "..");

        assertThatThrownBy(generation::generate).hasMessageContaining("its output name is no relative path");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kind: string        | kind: strnig         | pack.yml: kind of parameter greeting is not one of string
                    meaning: what it    | meening: what it     | pack.yml:3: meening is not one of choices, default
                    name: greeting      | name: Greeting       | a parameter is not named in lower case with dashes
                    format: yaml        | format: yml          | format of file t.jinja is not one of wazuh-xml
                    template: t.jinja   | template: ../t.jinja | names a template outside of its pack
                    description: A pack | description: [       | pack.yml:1: cannot be read
                    files:              | fles:                | did you mean files?
                    kind: string        | kind: integer        | parameter greeting is not a whole number
                    """)
    void aFaultyManifestIsToldWithItsPlace(String good, String faulty, String message) throws IOException {
        pack("mine", GOOD.replace(good, faulty), "x");
        Files.writeString(folder.resolve("t.jinja"), "outside");

        assertThatThrownBy(() -> Packs.bundled().and(folder))
                .isInstanceOfAny(GenerationException.class, IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTemplateBehindASymbolicLinkOutOfThePackIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");
        pack("mine", GOOD, "x");
        Files.delete(folder.resolve("mine/t.jinja"));
        Files.createSymbolicLink(folder.resolve("mine/t.jinja"), secret);

        assertThatThrownBy(() -> Packs.bundled().and(folder)).hasMessageContaining("outside of its pack");
    }

    @Test
    void aProofThatDoesNotExistIsTold() throws Exception {
        pack("mine", GOOD + "proof: wazu\n", "x");

        assertThatThrownBy(() ->
                        Generation.of(Packs.bundled().and(folder).pack("mine")).generate())
                .hasMessageStartingWith("pack mine: its proof is not one of ")
                .hasMessageEndingWith("; did you mean wazuh?");
    }

    @Test
    void aRequiredParameterIsAskedFor() throws Exception {
        pack("mine", GOOD.replace("default: hello", "required: true"), "x");

        assertThatThrownBy(() ->
                        Generation.of(Packs.bundled().and(folder).pack("mine")).generate())
                .hasMessage("parameter greeting is missing: give it with --set greeting=...");
    }

    private void pack(String name, String manifest, String template) throws IOException {
        Path pack = Files.createDirectories(folder.resolve(name));
        Files.writeString(pack.resolve("pack.yml"), manifest);
        Files.writeString(pack.resolve("t.jinja"), template);
    }
}
