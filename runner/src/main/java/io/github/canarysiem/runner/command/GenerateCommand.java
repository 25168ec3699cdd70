package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Paint.Style;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.templates.Generated;
import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Pack;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.templates.Parameter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code canary-siem generate}. */
@Command(
        name = "generate",
        header = "Writes content for a SIEM, such as Wazuh's decoders and rules, and proves it first.",
        description = {
            "Renders all files of a pack. What has a proof is tried before anything is written: the pack wazuh in an engine"
                    + " that answers as Wazuh's does, alone, and beside your own ruleset with --against. What would not start,"
                    + " would not fire, or would change what other events give, is not written.",
            "The same call writes the same files, byte for byte. Either all files are written or none; files that are there"
                    + " stay unless --force is given."
        },
        footer = {
            "  canary-siem generate --list                        which packs are there, what do they let you choose?",
            "  canary-siem generate wazuh -o out                  then read out/INSTALL.md",
            "  canary-siem generate wazuh --set first-id=110000 --against /var/ossec",
            "  canary-siem generate elastic --install             templates and policy, into the cluster of the sink"
        })
final class GenerateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Parameters(paramLabel = "PACK", arity = "0..1", description = "The pack to write.")
    @Nullable
    private String pack;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to; generated/PACK unless given.")
    @Nullable
    private Path output;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a parameter; give it again for others. Lists are separated by commas.")
    private List<String> values = List.of();

    @Option(
            names = "--list",
            description = "Only list the packs, or one PACK, with each parameter's meaning and default.")
    private boolean list;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Option(
            names = "--packs",
            paramLabel = "DIR",
            description = "A folder of packs of your own; they come before bundled ones of the same name.")
    @Nullable
    private Path packs;

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description =
                    "Prove it beside this content, too; for wazuh a folder with decoders and rules below it, such as"
                            + " /var/ossec. May be given again.")
    private List<Path> against = List.of();

    @Mixin
    private final ContentInstallation installation = new ContentInstallation();

    GenerateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Packs known = packs == null ? Packs.bundled() : Packs.bundled().and(packs);
        if (list) {
            List<Pack> shown = pack == null ? List.copyOf(known.all()) : List.of(known.pack(pack));
            shown.forEach(this::describe);
            return ExitCode.OK;
        }
        String name = pack;
        if (name == null) {
            throw wrong("missing required parameter: 'PACK', or --list");
        }
        if (installation.isIncomplete()) {
            throw wrong("--sink and --with-role need --install");
        }
        if (installation.wanted()) {
            installation.run(name, force, defaults -> generated(known.pack(name), defaults), surroundings);
        } else {
            write(name, generated(known.pack(name), Map.of()));
        }
        return ExitCode.OK;
    }

    private Generated generated(Pack chosen, Map<String, String> defaults) throws GenerationException {
        Generation generation = Generation.of(chosen).set(defaults).set(assignments());
        against.forEach(generation::against);
        return generation.generate();
    }

    private void write(String name, Generated generated) throws IOException, GenerationException {
        Path folder = output == null ? Path.of("generated", name) : output;
        generated.writeTo(folder, force);
        PrintWriter out = surroundings.out();
        generated.proof().forEach(out::println);
        for (GeneratedFile file : generated.files()) {
            out.println(folder.resolve(file.path()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /** Taken apart here: picocli's own maps show a value that has an odd quotation mark in it. */
    private Map<String, String> assignments() {
        Map<String, String> assignments = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            if (equals <= 0) {
                throw wrong("--set takes KEY=VALUE, such as first-id=110000");
            }
            assignments.put(value.substring(0, equals), value.substring(equals + 1));
        }
        return assignments;
    }

    private void describe(Pack shown) {
        PrintWriter out = surroundings.out();
        out.println(surroundings.paint().text(Style.BOLD, shown.name()) + " (" + shown.origin() + ")");
        out.println("  " + shown.description() + ".");
        for (Parameter parameter : shown.parameters()) {
            out.println();
            out.println("  " + surroundings.paint().text(Style.BOLD, parameter.name()) + " = " + standard(parameter));
            out.println("    " + parameter.meaning() + ".");
            out.println("    " + kind(parameter));
        }
        out.println();
    }

    private static String standard(Parameter parameter) {
        if (parameter.standard() != null) {
            return parameter.standard();
        }
        return parameter.required() ? "(required)" : "(not set)";
    }

    private static String kind(Parameter parameter) {
        String kind = parameter.kind().code();
        return switch (parameter.kind()) {
            case INTEGER -> kind + ", " + parameter.least() + " to " + parameter.most();
            case DURATION -> kind + ", " + parameter.least() + "s to " + parameter.most() + "s";
            case CHOICE -> kind + ": " + String.join(", ", parameter.choices());
            case LIST -> parameter.choices().isEmpty() ? kind : kind + " of: " + String.join(", ", parameter.choices());
            case STRING, NAME, BOOLEAN, CIDR, CIDRS, PATH, URL -> kind + (parameter.secret() ? ", secret" : "");
        };
    }
}
