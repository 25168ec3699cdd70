package io.github.canarysiem.elastic.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.canarysiem.IpLiteral;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conversions that never yield a value which the field's type refuses: one refused value would keep the whole incident out of the
 * index.
 */
public final class Values {
    /** Characters of a keyword: as many as fit into Lucene's longest term, 32,766 bytes, whatever they are. */
    public static final int LONGEST = 8_191;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern SYSTEM = Pattern.compile("(?:AS)?([0-9]{1,10})");
    private static final String DEGREES = "(-?[0-9]{1,3}(?:\\.[0-9]{1,20})?)";
    private static final Pattern POINT = Pattern.compile(DEGREES + "," + DEGREES);
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252}))(?::[0-9]{1,5})?");
    private static final Pattern LINK = Pattern.compile("https?://.+", Pattern.DOTALL);
    private static final double NORTH = 90;
    private static final double EAST = 180;

    private Values() {}

    /** The value, or the values of a list, in a form that the type takes; null if there is none. */
    public static @Nullable JsonNode of(FieldType type, JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode converted = JSON.arrayNode();
            for (JsonNode each : list) {
                JsonNode one = of(type, each);
                if (one != null) {
                    converted.add(one);
                }
            }
            return converted.isEmpty() ? null : converted;
        }
        return switch (type) {
            case KEYWORD, WILDCARD, MATCH_ONLY_TEXT -> text(value.asText());
            case LONG -> number(value);
            case DATE -> hasYearOfFourDigits(value.asText()) ? value : null;
            case IP -> address(value.asText());
            case GEO_POINT -> point(value.asText());
            case BOOLEAN -> value.isBoolean() ? value : null;
            case FLOAT -> value.isNumber() ? value : null;
        };
    }

    /** Whether one says what the other says, be it as a text or as a number. */
    public static boolean same(JsonNode one, JsonNode other) {
        return !other.isMissingNode()
                && (one.equals(other)
                        || (one.isValueNode()
                                && other.isValueNode()
                                && one.asText().equals(other.asText())));
    }

    /** The text, cut at {@link #LONGEST} characters. */
    public static TextNode text(String text) {
        if (text.length() <= LONGEST) {
            return TextNode.valueOf(text);
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return TextNode.valueOf(text.substring(0, splitsPair ? LONGEST - 1 : LONGEST));
    }

    /** The number of an autonomous system, such as {@code AS64500}. */
    public static @Nullable JsonNode systemNumber(JsonNode value) {
        Matcher matcher = SYSTEM.matcher(value.asText());
        return matcher.matches() ? LongNode.valueOf(Long.parseLong(matcher.group(1))) : null;
    }

    /** The name of the host in an HTTP header of that name; an address is none. */
    public static @Nullable JsonNode hostName(JsonNode value) {
        Matcher matcher = HOST.matcher(value.asText());
        return matcher.matches() && IpLiteral.canonical(matcher.group(1)) == null ? text(matcher.group(1)) : null;
    }

    /** The host of a web address. */
    public static @Nullable JsonNode hostOfLink(JsonNode value) {
        try {
            String host = link(value) == null ? null : new URI(value.asText()).getHost();
            return host == null ? null : text(host);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** A web address. */
    public static @Nullable JsonNode link(JsonNode value) {
        return LINK.matcher(value.asText()).matches() ? text(value.asText()) : null;
    }

    /** What stands behind the last slash of a path. */
    public static @Nullable JsonNode nameOfPath(JsonNode value) {
        String path = value.asText();
        int slash = separator(path);
        return slash < 0 || slash == path.length() - 1 ? null : text(path.substring(slash + 1));
    }

    /** What stands before the last slash of a path. */
    public static @Nullable JsonNode folderOfPath(JsonNode value) {
        String path = value.asText();
        int slash = separator(path);
        return slash <= 0 ? null : text(path.substring(0, slash));
    }

    private static int separator(String path) {
        return path.indexOf('/') >= 0 ? path.lastIndexOf('/') : path.lastIndexOf('\\');
    }

    /** Other years begin with a sign. */
    private static boolean hasYearOfFourDigits(String time) {
        return time.indexOf('-') == 4 && !time.startsWith("0000");
    }

    private static @Nullable JsonNode number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value;
        }
        return NUMBER.matcher(value.asText()).matches() ? LongNode.valueOf(Long.parseLong(value.asText())) : null;
    }

    private static @Nullable JsonNode address(String text) {
        String canonical = IpLiteral.canonical(text);
        return canonical == null ? null : TextNode.valueOf(canonical);
    }

    private static @Nullable JsonNode point(String text) {
        Matcher matcher = POINT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        double latitude = Double.parseDouble(matcher.group(1));
        double longitude = Double.parseDouble(matcher.group(2));
        if (Math.abs(latitude) > NORTH || Math.abs(longitude) > EAST) {
            return null;
        }
        ObjectNode point = JSON.objectNode();
        return point.put("lat", latitude).put("lon", longitude);
    }
}
