package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Proof;
import io.github.canarysiem.wazuh.WazuhField;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import io.github.canarysiem.wazuh.logtest.RulesetFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The proof of packs for Wazuh: its fields are those that exist, and it does in the engine what its tests say. */
public final class WazuhProof implements Proof {
    /** Made by the service loader. */
    public WazuhProof() {}

    @Override
    public String name() {
        return "wazuh";
    }

    /** {@code samples} and {@code key_value_samples}: lines by name; {@code wazuh_fields}: path, pattern (of PCRE2) and type of each field of a line. */
    @Override
    public Map<String, Object> variables() {
        List<Map<String, String>> fields = Arrays.stream(WazuhField.values())
                .map(field -> Map.of(
                        "path",
                        field.path(),
                        "pattern",
                        field.path().replace(".", "\\."),
                        "type",
                        field.type().name()))
                .toList();
        return Map.of(
                "samples", SampleLines.json(), "key_value_samples", SampleLines.keyValue(), "wazuh_fields", fields);
    }

    @Override
    public List<String> show(List<GeneratedFile> files, List<Path> against) throws GenerationException {
        new FieldLint(files).check();
        SnippetCheck.check(files);
        Content content = Content.of(files);
        List<String> shown = new ArrayList<>();
        Trial alone = new Trial("alone", StandIn.ruleset(), content);
        check(alone.faults());
        if (!alone.doubts().isEmpty()) {
            throw new GenerationException(
                    "it cannot be proved: " + String.join("; ", alone.doubts()) + ": leave that out");
        }
        Set<Integer> silent = alone.silent();
        if (!silent.isEmpty()) {
            throw new GenerationException("no sample fires rules " + silent + ": mend them, or give each a test");
        }
        shown.add("Proved alone: " + content.rulesThatFire().size() + " rules fire, "
                + content.tests().size() + " sections of tests pass, " + alone.lines() + " lines tried.");
        if (!against.isEmpty()) {
            shown.add(beside(content, against));
        }
        return shown;
    }

    private static String beside(Content content, List<Path> against) throws GenerationException {
        String where = "beside " + against.stream().map(Path::toString).collect(Collectors.joining(", "));
        try {
            RulesetFiles theirs = RulesetFiles.read(against).without(content.baseNames());
            Trial trial = new Trial(where, complete(theirs), content);
            check(trial.faults());
            return "Proved " + where + ": it would start, the same tests pass, lines of others give what they gave."
                    + (trial.doubts().isEmpty() ? "" : " Not modelled: " + String.join("; ", trial.doubts()) + ".");
        } catch (NoSuchFileException e) {
            throw new GenerationException(
                    e.getFile()
                            + ": holds no ruleset: name a folder with decoders or rules below it, or below etc or ruleset",
                    e);
        } catch (IOException e) {
            throw new GenerationException(where + ": cannot be read: " + e.getMessage() + ": let this user read it", e);
        }
    }

    /** A folder of local rules alone lacks what they build on. */
    private static RulesetFiles complete(RulesetFiles theirs) {
        Ruleset ruleset = Ruleset.load(theirs);
        boolean readsJson = ruleset.report().wouldStart()
                && "json".equals(ruleset.engine().evaluate("{\"a\":\"b\"}").decoder());
        return readsJson ? theirs : StandIn.ruleset().and(theirs);
    }

    private static void check(List<String> faults) throws GenerationException {
        if (!faults.isEmpty()) {
            throw new GenerationException(faults);
        }
    }
}
