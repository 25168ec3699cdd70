package io.github.canarysiem.wazuh.logtest.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of groups, taken apart.
 *
 * @param plain groups that are just that
 * @param compliance what stands behind {@code pci_dss_} and the like, by that name
 */
record Groups(List<String> plain, Map<String, List<String>> compliance) {
    private static final List<String> REGULATIONS = List.of("pci_dss", "gdpr", "hipaa", "nist_800_53", "tsc", "gpg13");

    static Groups of(String text) {
        List<String> plain = new ArrayList<>();
        Map<String, List<String>> compliance = new LinkedHashMap<>();
        for (String group : text.split(",", -1)) {
            @Nullable String regulation = regulation(group);
            if (regulation != null) {
                compliance
                        .computeIfAbsent(regulation, added -> new ArrayList<>())
                        .add(group.substring(regulation.length() + 1));
            } else if (!group.isEmpty()) {
                plain.add(group);
            }
        }
        return new Groups(plain, compliance);
    }

    private static @Nullable String regulation(String group) {
        for (String regulation : REGULATIONS) {
            if (group.startsWith(regulation + "_")) {
                return regulation;
            }
        }
        return null;
    }
}
