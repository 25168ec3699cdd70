package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A section of a test file in the form of Wazuh's own ruleset tests:
 *
 * <pre>
 * [what it is about]
 * log 1 pass = a line that must give what follows
 * log 2 fail = a line that must not
 * rule = 100120
 * alert = 14
 * decoder = json
 * </pre>
 *
 * @param where file and name, for messages
 * @param passing lines that must give what is expected
 * @param failing lines that must not fire the rule
 * @param rule the rule's id
 * @param level its level
 * @param decoder the decoder's name
 */
record TestSection(
        String where,
        List<String> passing,
        List<String> failing,
        @Nullable Integer rule,
        @Nullable Integer level,
        @Nullable String decoder) {
    private static final String ALSO = "; also = ";
    private static final Pattern NAME = Pattern.compile("\\[(.+)]");
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9 _-]+?)\\s*=\\s*(.*)");
    private static final Pattern LOG = Pattern.compile("log\\s+\\d+\\s+(pass|fail)");

    /** Lines that belong to no section: those of comments {@code ; also = LINE}, which a proof tries together with all others. */
    static List<String> alsoIn(GeneratedFile file) {
        return file.text()
                .lines()
                .filter(line -> line.startsWith(ALSO))
                .map(line -> line.substring(ALSO.length()))
                .toList();
    }

    /** All sections of a file. */
    static List<TestSection> of(GeneratedFile file) throws GenerationException {
        List<TestSection> sections = new ArrayList<>();
        Draft draft = null;
        int number = 0;
        for (String line : file.text().lines().toList()) {
            number++;
            Matcher name = NAME.matcher(line);
            if (name.matches()) {
                draft = new Draft(file.path() + ": [" + name.group(1) + "]");
                sections.add(draft.section());
            } else if (!line.isBlank() && !line.startsWith(";") && !line.startsWith("#")) {
                Matcher entry = LINE.matcher(line);
                if (draft == null || !entry.matches()) {
                    throw new GenerationException(
                            file.path() + ":" + number + ": is neither a section nor name = value: mend the line");
                }
                sections.set(sections.size() - 1, draft.with(entry.group(1).toLowerCase(Locale.ROOT), entry.group(2)));
            }
        }
        return sections;
    }

    /** A section that grows with its lines. */
    private static final class Draft {
        private final String where;
        private final List<String> passing = new ArrayList<>();
        private final List<String> failing = new ArrayList<>();
        private @Nullable Integer rule;
        private @Nullable Integer level;
        private @Nullable String decoder;

        Draft(String where) {
            this.where = where;
        }

        TestSection with(String name, String value) throws GenerationException {
            Matcher log = LOG.matcher(name);
            if (log.matches()) {
                (log.group(1).equals("pass") ? passing : failing).add(value);
            } else if (name.equals("rule")) {
                rule = number(value);
            } else if (name.equals("alert")) {
                level = number(value);
            } else if (name.equals("decoder")) {
                decoder = value;
            }
            return section();
        }

        TestSection section() {
            return new TestSection(where, List.copyOf(passing), List.copyOf(failing), rule, level, decoder);
        }

        private int number(String value) throws GenerationException {
            if (!value.matches("[0-9]{1,6}")) {
                throw new GenerationException(where + ": rule and alert are numbers: mend them");
            }
            return Integer.parseInt(value);
        }
    }
}
