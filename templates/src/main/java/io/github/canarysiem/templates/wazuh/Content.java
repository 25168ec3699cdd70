package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.wazuh.logtest.RulesetFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a pack for Wazuh made, sorted by what it is for.
 *
 * @param texts decoders, rules and lists by their paths
 * @param tests sections of all test files
 * @param samples lines that those must give something for, and lines for rules that look back
 */
record Content(Map<String, String> texts, List<TestSection> tests, List<String> samples) {
    private static final Pattern PLACE =
            Pattern.compile("(?:.*/)?(decoders/[^/]+\\.xml|rules/[^/]+\\.xml|lists/[^/]+)");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern RULE =
            Pattern.compile("<rule\\s+id=[\"'](\\d+)[\"']\\s+level=[\"'](\\d+)[\"']([^>]*)>");
    private static final Pattern FREQUENCY = Pattern.compile("frequency=[\"'](\\d{1,4})[\"']");

    static Content of(List<GeneratedFile> files) throws GenerationException {
        Map<String, String> texts = new LinkedHashMap<>();
        List<TestSection> tests = new ArrayList<>();
        List<String> samples = new ArrayList<>();
        for (GeneratedFile file : files) {
            if (PLACE.matcher(file.path()).matches()) {
                texts.put(file.path(), file.text());
            } else if (file.path().endsWith(".ini")) {
                tests.addAll(TestSection.of(file));
                samples.addAll(TestSection.alsoIn(file));
            }
        }
        if (texts.isEmpty() || tests.isEmpty()) {
            throw new GenerationException(
                    "there is nothing to prove: make files in rules/ or decoders/, and tests in an .ini file");
        }
        tests.forEach(section -> samples.addAll(section.passing()));
        return new Content(texts, tests, samples.stream().distinct().toList());
    }

    RulesetFiles ruleset() {
        return RulesetFiles.of(texts);
    }

    /** The names without folders, under which they replace earlier ones. */
    Set<String> baseNames() {
        return texts.keySet().stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Ids of rules that have to fire; a rule of level 0 only leads to others. */
    Set<Integer> rulesThatFire() {
        Set<Integer> ids = new TreeSet<>();
        for (String text : rules()) {
            Matcher rule = RULE.matcher(text);
            while (rule.find()) {
                if (!rule.group(2).equals("0")) {
                    ids.add(Integer.parseInt(rule.group(1)));
                }
            }
        }
        return ids;
    }

    /** The most often that a rule wants to see an event. */
    int highestFrequency() {
        return rules().stream()
                .flatMap(text -> FREQUENCY.matcher(text).results())
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(1);
    }

    private List<String> rules() {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().contains("rules/"))
                .map(entry -> COMMENT.matcher(entry.getValue()).replaceAll(""))
                .toList();
    }
}
