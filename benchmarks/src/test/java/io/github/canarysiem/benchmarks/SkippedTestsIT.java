package io.github.canarysiem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds the whole build to it that no test is skipped in silence. It stands in the last module, so the reports of all others are
 * there when it runs.
 */
class SkippedTestsIT {
    private static final List<String> REASONS = List.of("needs root", "needs the kernel", "needs the tool");

    @Test
    void everySkippedTestSaysWhatItNeeds() throws Exception {
        List<String> unexplained = new ArrayList<>();
        int tests = 0;
        for (Path report : reports()) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
            tests += document.getElementsByTagName("testcase").getLength();
            NodeList skipped = document.getElementsByTagName("skipped");
            for (int i = 0; i < skipped.getLength(); i++) {
                Element skip = (Element) skipped.item(i);
                Element test = (Element) skip.getParentNode();
                String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                String reason = skip.getAttribute("message");
                System.err.println("skipped: " + name + ": " + reason);
                if (REASONS.stream().noneMatch(reason::contains)) {
                    unexplained.add(name);
                }
            }
        }
        assertThat(tests).as("tests in all reports").isPositive();
        assertThat(unexplained)
                .as("tests skipped without saying \"needs root|the kernel|the tool\"")
                .isEmpty();
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(".."), 4)) {
            return all.filter(path -> path.toString().matches(".*/(surefire|failsafe)-reports/TEST-[^/]*\\.xml"))
                    .toList();
        }
    }
}
