package io.github.canarysiem.templates.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.elastic.form.Attack;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.testing.Incidents;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same incident is called by the same names of ATT&amp;CK in every SIEM: what is compared with is the pack for Wazuh. */
class AttackTest {
    private static final Pattern RULE = Pattern.compile("<rule .*?</rule>", Pattern.DOTALL);
    private static final Pattern TYPES = Pattern.compile("<field name=\"canary.token.type\">(.*?)</field>");
    private static final Pattern KIND = Pattern.compile("<field name=\"canary.kind\">\\^([a-z-]+)\\$</field>");
    private static final Pattern TECHNIQUE = Pattern.compile("<id>(T[0-9.]+)</id>");

    @Test
    void theTypesOfTokensAreCalledAlike() throws Exception {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String rule : rules()) {
            TYPES.matcher(rule)
                    .results()
                    .forEach(types -> Arrays.stream(types.group(1).split("\\|"))
                            .forEach(type -> expected.put(type.replaceAll("[\\^$]", ""), techniques(rule))));
        }

        assertThat(expected).hasSizeGreaterThan(30);
        expected.forEach(
                (type, techniques) -> assertThat(idsOf(Kind.HIT, type)).as(type).isEqualTo(techniques));
    }

    @Test
    void theKindsAreCalledAlike() throws Exception {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String rule : rules()) {
            KIND.matcher(rule).results().forEach(kind -> expected.put(kind.group(1), techniques(rule)));
        }
        expected.keySet().removeAll(Set.of(Kind.HIT_ENRICHED.code(), Kind.FILE_ACCESS_ENRICHED.code()));

        assertThat(expected).hasSizeGreaterThan(6);
        for (Kind kind : Kind.values()) {
            Set<String> techniques = expected.get(kind.code());
            if (techniques != null) {
                assertThat(idsOf(kind, "of no known type")).as(kind.code()).isEqualTo(techniques);
            }
        }
        assertThat(idsOf(Kind.HIT_ENRICHED, "web")).isEqualTo(idsOf(Kind.HIT, "web"));
        assertThat(idsOf(Kind.FILE_ACCESS_ENRICHED, "web")).isEqualTo(idsOf(Kind.FILE_ACCESS, "web"));
    }

    private static Set<String> idsOf(Kind kind, String type) {
        Incident incident = Incident.of(
                        Incidents.hit(1).id(), kind, Severity.HIGH, Incidents.OBSERVED, Incidents.OBSERVED)
                .token(new Token("t", type, null))
                .build();
        return Attack.of(incident).stream()
                .map(technique -> technique.variant().map(Attack.Variant::id).orElse(technique.id()))
                .collect(Collectors.toSet());
    }

    private static Set<String> rules() throws Exception {
        String text = Generation.of(Packs.bundled().pack("wazuh")).generate().files().stream()
                .filter(file -> file.path().endsWith("canary_rules.xml"))
                .findFirst()
                .orElseThrow()
                .text();
        return RULE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<String> techniques(String rule) {
        Set<String> ids = new HashSet<>();
        TECHNIQUE.matcher(rule).results().forEach(id -> ids.add(id.group(1)));
        return ids;
    }
}
