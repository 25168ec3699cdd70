package io.github.canarysiem.templates;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Reads networks in CIDR form; asks no name server. */
final class Networks {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");
    private static final int BITS_IPV4 = 32;
    private static final int BITS_IPV6 = 128;

    private Networks() {}

    /** Whether the text is an address, or a network whose bits behind the prefix are all zero. */
    static boolean isNetwork(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2 || !(IPV4.matcher(parts[0]).matches() || isIpv6(parts[0]))) {
            return false;
        }
        if (parts.length == 1) {
            return true;
        }
        return parts[1].matches("0|[1-9][0-9]{0,2}") && fits(parts[0], Integer.parseInt(parts[1]));
    }

    private static boolean isIpv6(String text) {
        return text.contains(":") && IPV6.matcher(text).matches() && address(text) != null;
    }

    private static boolean fits(String text, int prefix) {
        InetAddress address = address(text);
        if (address == null || prefix > (address instanceof Inet4Address ? BITS_IPV4 : BITS_IPV6)) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] & (0x80 >> bit % Byte.SIZE)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** A literal is never looked up. */
    private static @org.jspecify.annotations.Nullable InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
