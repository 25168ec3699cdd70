package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import io.github.canarysiem.wazuh.logtest.xml.RulesetXml;
import io.github.canarysiem.wazuh.logtest.xml.RulesetXmlException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads parts for {@code ossec.conf} as Wazuh does, which reads them in the dialect of its rules. */
final class SnippetCheck {
    private static final String NAME = "ossec.conf.snippet";
    private static final String ROOT = "ossec_config";

    private SnippetCheck() {}

    static void check(List<GeneratedFile> files) throws GenerationException {
        for (GeneratedFile file : files) {
            if (file.path().endsWith(NAME)) {
                check(file);
            }
        }
    }

    private static void check(GeneratedFile file) throws GenerationException {
        try {
            String bytes = new String(file.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            List<RulesetElement> elements = RulesetXml.read(bytes);
            if (elements.isEmpty() || !elements.stream().allMatch(element -> element.is(ROOT))) {
                throw new GenerationException(file.path() + ": is no block of " + ROOT + ": put everything into one");
            }
            for (RulesetElement element : elements) {
                refuseEmpty(file, element);
            }
        } catch (RulesetXmlException e) {
            throw new GenerationException(
                    file.path() + ":" + e.line() + ": Wazuh could not read it: " + e.getMessage()
                            + ": mend its template",
                    e);
        }
    }

    private static void refuseEmpty(GeneratedFile file, RulesetElement element) throws GenerationException {
        if (element.children().isEmpty() && element.content().isBlank()) {
            throw new GenerationException(file.path() + ": element " + element.name() + " is empty: give it a value");
        }
        for (RulesetElement child : element.children()) {
            refuseEmpty(file, child);
        }
    }
}
