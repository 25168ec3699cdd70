package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.wazuh.WazuhField;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the names of fields in rules and decoders to those that lines have.
 *
 * <p>A rule that names a field which is never there starts and never fires; a dynamic field at a name to which the stock index
 * template gives another type makes an alert that is in {@code alerts.json} and never in the dashboard; a {@code field} element
 * with a static name stops the manager.
 */
final class FieldLint {
    private static final Set<String> EMITTED =
            Arrays.stream(WazuhField.values()).map(WazuhField::path).collect(Collectors.toUnmodifiableSet());
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<field\\s+name=[\"']([^\"']*)[\"']");
    private static final Pattern SAME = Pattern.compile("<(?:same_field|different_field|not_same_field)>([^<]*)<");
    private static final Pattern SHOWN = Pattern.compile("\\$\\(([^)]*)\\)");
    private static final Pattern ORDER = Pattern.compile("<order>([^<]*)<");

    private final List<GeneratedFile> files;
    private final List<String> faults = new ArrayList<>();

    FieldLint(List<GeneratedFile> files) {
        this.files = files;
    }

    void check() throws GenerationException {
        for (GeneratedFile file : files) {
            String text = COMMENT.matcher(file.text()).replaceAll("");
            if (file.path().matches("(?:.*/)?rules/[^/]*\\.xml")) {
                names(FIELD, text).forEach(name -> dynamic(file, name));
                names(SAME, text).forEach(name -> dynamic(file, name));
                names(SHOWN, text).forEach(name -> known(file, name));
            } else if (file.path().matches("(?:.*/)?decoders/[^/]*\\.xml")) {
                names(ORDER, text).stream()
                        .flatMap(order -> Arrays.stream(order.split(",")))
                        .forEach(name -> known(file, name.strip()));
            }
        }
        if (!faults.isEmpty()) {
            throw new GenerationException(faults.stream().distinct().toList());
        }
    }

    private void dynamic(GeneratedFile file, String name) {
        if (FixedField.isName(name)) {
            faults.add(file.path() + ": field " + name
                    + " is one of Wazuh's own, and the manager would not start: write <" + name + "> instead");
        } else {
            known(file, name);
        }
    }

    private void known(GeneratedFile file, String name) {
        if (!FixedField.isName(name) && !EMITTED.contains(name)) {
            faults.add(file.path() + ": no line has a field " + name
                    + ", and its place may clash with Wazuh's index: use one of the README's table, below canary");
        }
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
