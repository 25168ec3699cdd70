package io.github.canarysiem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A ruleset of a manager's size, made up but shaped like one: 120 files of decoders, 170 of rules, each file one product with a base rule
 * and its children; plain matches, expressions of all kinds, fields, addresses, grandchildren and correlations.
 */
final class GeneratedRuleset {
    /** Rules in all. */
    static final int RULES = 170 * 25;

    private static final int DECODER_FILES = 120;
    private static final int RULE_FILES = 170;
    private static final int RULES_A_FILE = 25;
    private static final int FIRST = 1000;

    /** What the rules watch in events of JSON. */
    private static final int JSON_FILE = 160;

    /** What they watch in lines of a program. */
    private static final int PROGRAM_FILE = 80;

    static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "an event of JSON",
                    "{\"product160\":{\"kind\":\"hit\",\"event\":\"word7 word8\",\"user\":\"root\"},\"canary\":{\"id\":\"0123456789abcdef\","
                            + "\"token\":{\"type\":\"web\",\"memo\":\"a memo\"},\"http\":{\"user_agent\":\"Mozilla/5.0 (X11; Linux)\"}},"
                            + "\"srcip\":\"203.0.113.9\"}",
                    FIRST + JSON_FILE * RULES_A_FILE + 7),
            new Sample(
                    "a line of a program",
                    "Oct 15 21:07:56 host program80[123]: Failed word5 for root from 203.0.113.9 port 4711",
                    FIRST + PROGRAM_FILE * RULES_A_FILE + 5));

    private GeneratedRuleset() {}

    /** A line and the rule that it fires. */
    record Sample(String name, String line, int rule) {}

    static void write(Path folder) throws IOException {
        Path decoders = Files.createDirectories(folder.resolve("decoders"));
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Random random = new Random(7);
        for (int i = 0; i < DECODER_FILES; i++) {
            Files.writeString(decoders.resolve(String.format("%04d-product_decoders.xml", i)), decoders(i));
        }
        Files.writeString(decoders.resolve("9999-json_decoders.xml"), """
                <decoder name="json">
                  <prematch>^{\\s*"</prematch>
                  <plugin_decoder>JSON_Decoder</plugin_decoder>
                </decoder>
                """);
        Files.writeString(rules.resolve("0010-rules_config.xml"), """
                <group name="syslog,">
                  <rule id="1" level="0" noalert="1">
                    <category>syslog</category>
                    <description>Any line.</description>
                  </rule>
                </group>
                """);
        for (int i = 0; i < RULE_FILES; i++) {
            Files.writeString(rules.resolve(String.format("%04d-product_rules.xml", 20 + i)), rules(i, random));
        }
    }

    private static String decoders(int file) {
        return """
                <decoder name="product%1$d">
                  <program_name>^program%1$d$</program_name>
                </decoder>
                <decoder name="product%1$d-login">
                  <parent>product%1$d</parent>
                  <prematch>^Failed |^Accepted </prematch>
                  <regex offset="after_prematch">^(\\w+) for (\\S+) from (\\S+) port (\\d+)</regex>
                  <order>method,user,srcip,srcport</order>
                </decoder>
                <decoder name="plain%1$d">
                  <prematch>^plain%1$d </prematch>
                  <regex offset="after_prematch">id=(\\d+) name="(\\.+)"</regex>
                  <order>id,name</order>
                </decoder>
                """.formatted(file);
    }

    private static String rules(int file, Random random) {
        int base = FIRST + file * RULES_A_FILE;
        StringBuilder out = new StringBuilder("<group name=\"product" + file + ",\">\n");
        out.append(
                file < DECODER_FILES
                        ? rule(base, 3, "<decoded_as>product" + file + "</decoded_as>")
                        : rule(
                                base,
                                3,
                                "<decoded_as>json</decoded_as><field name=\"product" + file + ".kind\">\\.+</field>"));
        for (int i = 1; i < RULES_A_FILE; i++) {
            out.append(rule(base + i, 3 + random.nextInt(10), condition(file, base, i)));
        }
        return out.append("</group>\n").toString();
    }

    private static String condition(int file, int base, int number) {
        String parent = "<if_sid>" + base + "</if_sid>";
        return switch (number % 6) {
            case 0 -> parent + "<regex>word" + number + " \\w+ from \\S+ port \\d+$</regex>";
            case 1 ->
                file < DECODER_FILES
                        ? parent + "<match>word" + number + " |phrase number " + number + "</match>"
                        : parent + "<field name=\"product" + file + ".event\">^word" + number + "|failure</field>";
            case 2 -> parent + "<match type=\"pcre2\">(?i)error " + number + ":.*denied</match>";
            case 3 ->
                parent + "<field name=\"product" + file + ".event\" type=\"pcre2\">^code" + number + "[a-f]+</field>";
            case 4 -> parent + "<srcip>198.51." + number + ".0/24</srcip><match>word" + number + "</match>";
            default -> "<if_sid>" + base + "</if_sid><match>Failed word" + number + "|^word" + number + "</match>";
        };
    }

    private static String rule(int id, int level, String conditions) {
        return """
                  <rule id="%d" level="%d">
                    %s
                    <description>Rule %d of a product.</description>
                    <mitre><id>T1078</id></mitre>
                    <group>authentication_failed,pci_dss_10.2.4,gdpr_IV_35.7.d,</group>
                  </rule>
                """.formatted(id, level, conditions, id);
    }
}
