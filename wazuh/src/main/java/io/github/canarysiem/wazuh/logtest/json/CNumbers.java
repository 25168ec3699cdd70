package io.github.canarysiem.wazuh.logtest.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers as C's {@code printf} writes them. */
final class CNumbers {
    /** Bytes of a number that the library looks at. */
    static final int LONGEST = 63;

    private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int SHORT = 15;
    private static final int LONG = 17;

    private CNumbers() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** As the engine writes a field: {@code %d} for what an int holds, otherwise {@code %f}. */
    static String field(double value) {
        if (value == (int) value) {
            return Integer.toString((int) value);
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String digits =
                new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        return value < 0 && !digits.startsWith("-") ? "-" + digits : digits;
    }

    /** As the library prints JSON: with 15 digits when that is exact, else with 17. */
    static String printed(double value) {
        if (Double.isInfinite(value)) {
            return "null";
        }
        String digits = general(value, SHORT);
        return Double.parseDouble(digits) == value ? digits : general(value, LONG);
    }

    /** {@code %g} with so many digits. */
    private static String general(double value, int precision) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < precision) {
            return rounded.stripTrailingZeros().toPlainString();
        }
        String digits = rounded.stripTrailingZeros().unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }
}
