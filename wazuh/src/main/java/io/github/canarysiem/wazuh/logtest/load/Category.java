package io.github.canarysiem.wazuh.logtest.load;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of logs: what {@code <type>} says of a decoder and {@code <category>} of a rule. */
public enum Category {
    /** Also what no decoder decoded. */
    SYSLOG,
    FIREWALL,
    IDS,
    WEB_LOG,
    SQUID,
    WINDOWS,
    HOST_INFORMATION,
    OSSEC;

    /** By its name in the files, such as {@code web-log}; null for another name. */
    public static @Nullable Category of(String name) {
        return Arrays.stream(values())
                .filter(category -> category.label().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Its name in the files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
