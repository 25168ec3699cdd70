package io.github.canarysiem.elastic.form;

import java.util.Locale;

/** How Elasticsearch indexes a field. */
public enum FieldType {
    /** A time as ISO 8601 in UTC, in the years 1 to 9999. */
    DATE,
    /** An IPv4 or IPv6 address. */
    IP,
    /** A whole number. */
    LONG,
    /** A number. */
    FLOAT,
    /** True or false. */
    BOOLEAN,
    /** An object of {@code lat} and {@code lon}, in degrees. */
    GEO_POINT,
    /** A text that is compared as a whole. */
    KEYWORD,
    /** A text in which parts are searched for. */
    WILDCARD,
    /** A text of words. */
    MATCH_ONLY_TEXT;

    /** Its name in a mapping, such as {@code geo_point}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
