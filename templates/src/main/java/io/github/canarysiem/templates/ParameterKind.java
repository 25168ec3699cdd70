package io.github.canarysiem.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the values of a parameter are. Every kind refuses control characters and lone surrogates: they are in no good value. */
public enum ParameterKind {
    /** Any text on one line. */
    STRING {
        @Override
        Object parse(String given, Parameter parameter) {
            if (given.length() > parameter.most()) {
                throw new IllegalArgumentException(
                        "is longer than " + parameter.most() + " characters: give a shorter text");
            }
            return clean(given);
        }
    },
    /** A name of letters, digits, dashes and underscores, at most 32. */
    NAME {
        @Override
        Object parse(String given, Parameter parameter) {
            if (!given.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
                throw new IllegalArgumentException(
                        "is not a name of letters, digits, dashes and underscores: give one such as canary");
            }
            return given;
        }
    },
    /** A whole number between two bounds, both allowed. */
    INTEGER {
        @Override
        Object parse(String given, Parameter parameter) {
            if (!given.matches("-?[0-9]{1,9}")
                    || Integer.parseInt(given) < parameter.least()
                    || Integer.parseInt(given) > parameter.most()) {
                throw new IllegalArgumentException("is not a whole number between " + parameter.least() + " and "
                        + parameter.most() + ": give one such as " + parameter.least());
            }
            return Integer.parseInt(given);
        }
    },
    /** {@code true} or {@code false}. */
    BOOLEAN {
        @Override
        Object parse(String given, Parameter parameter) {
            if (!given.equals("true") && !given.equals("false")) {
                throw new IllegalArgumentException("is neither true nor false: give one of them");
            }
            return Boolean.parseBoolean(given);
        }
    },
    /** One of some words. */
    CHOICE {
        @Override
        Object parse(String given, Parameter parameter) {
            return chosen(given, parameter);
        }
    },
    /** Several of some words, or several texts, separated by commas; none twice. */
    LIST {
        @Override
        Object parse(String given, Parameter parameter) {
            return entries(
                    given, parameter, entry -> parameter.choices().isEmpty() ? clean(entry) : chosen(entry, parameter));
        }
    },
    /** A network such as {@code 192.0.2.0/24}, or a single address. */
    CIDR {
        @Override
        Object parse(String given, Parameter parameter) {
            return network(given);
        }
    },
    /** Several networks, separated by commas. */
    CIDRS {
        @Override
        Object parse(String given, Parameter parameter) {
            return entries(given, parameter, ParameterKind::network);
        }
    },
    /** An absolute path, such as {@code /var/log/x.log} or {@code C:\logs\x.log}. */
    PATH {
        @Override
        Object parse(String given, Parameter parameter) {
            if (!ABSOLUTE.matcher(clean(given)).matches()
                    || given.length() > parameter.most()
                    || Arrays.asList(given.split("[/\\\\]")).contains("..")) {
                throw new IllegalArgumentException(
                        "is not an absolute path without ..: give one such as /var/log/x.log");
            }
            return given;
        }
    },
    /** A length of time such as {@code 30s}, {@code 10m}, {@code 12h}, {@code 7d}; templates see whole seconds. */
    DURATION {
        @Override
        Object parse(String given, Parameter parameter) {
            var matcher = LENGTH_OF_TIME.matcher(given);
            long seconds = matcher.matches() ? Long.parseLong(matcher.group(1)) * seconds(matcher.group(2)) : -1;
            if (seconds < parameter.least() || seconds > parameter.most()) {
                throw new IllegalArgumentException("is not a length of time between " + parameter.least() + "s and "
                        + parameter.most() + "s: give one such as 30s, 10m, 12h or 7d");
            }
            return (int) seconds;
        }
    },
    /** An address of the web, {@code http} or {@code https}. */
    URL {
        @Override
        Object parse(String given, Parameter parameter) {
            if (given.length() > parameter.most() || !WEB.matcher(given).matches()) {
                throw new IllegalArgumentException("is not an address of the web: give one such as https://host/path");
            }
            return given;
        }
    };

    private static final Pattern ABSOLUTE = Pattern.compile("(?:/|[A-Za-z]:[/\\\\]).*[^/\\\\ ]");
    private static final Pattern LENGTH_OF_TIME = Pattern.compile("([0-9]{1,8})([smhd])");
    private static final Pattern WEB =
            Pattern.compile("https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[!-~&&[^<>\"'\\\\`{}|^]]*)?");
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    /**
     * Reads a value in the form in which it is given.
     *
     * @throws IllegalArgumentException with what is wrong and the mend, to be put behind the parameter's name
     */
    abstract Object parse(String given, Parameter parameter);

    /** Its name in a manifest. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    private static String clean(String given) {
        boolean harmful = given.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
        if (harmful || given.isBlank()) {
            throw new IllegalArgumentException("is blank or holds control characters: give a text on one line");
        }
        return given;
    }

    private static String chosen(String given, Parameter parameter) {
        if (!parameter.choices().contains(given)) {
            throw new IllegalArgumentException(
                    "is not one of " + String.join(", ", parameter.choices()) + ": give one of them");
        }
        return given;
    }

    private static String network(String given) {
        if (!Networks.isNetwork(given)) {
            throw new IllegalArgumentException("is not a network: give one such as 192.0.2.0/24 or 2001:db8::/32");
        }
        return given;
    }

    private static List<String> entries(
            String given, Parameter parameter, java.util.function.UnaryOperator<String> one) {
        LinkedHashSet<String> entries = new LinkedHashSet<>();
        for (String entry : given.isBlank() ? new String[0] : given.split(",", -1)) {
            if (!entries.add(one.apply(entry.strip()))) {
                throw new IllegalArgumentException("names an entry twice: give each once");
            }
        }
        if (entries.size() < parameter.least() || entries.size() > parameter.most()) {
            throw new IllegalArgumentException("has not between " + parameter.least() + " and " + parameter.most()
                    + " entries: give so many, separated by commas");
        }
        return new ArrayList<>(entries);
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> 1;
        };
    }
}
