package io.github.canarysiem.wazuh.logtest.rule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network: {@code 10.0.0.1}, {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, {@code fe80::/10}. Immutable.
 */
final class AddressPattern {
    private static final int FAMILY_4 = 4;
    private static final int FAMILY_6 = 16;

    private final byte[] bytes;
    /** Of the network. */
    private final int bits;

    private AddressPattern(byte[] bytes, int bits) {
        this.bytes = bytes;
        this.bits = bits;
    }

    /** Null when it is neither. */
    static @Nullable AddressPattern of(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = address(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            return null;
        }
        int bits = slash < 0 ? bytes.length * 8 : bits(text.substring(slash + 1), bytes.length);
        return bits < 0 ? null : new AddressPattern(bytes, bits);
    }

    boolean matches(String text) {
        byte[] other = address(text);
        if (other == null || other.length != bytes.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((bytes[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String text, int length) {
        byte[] mask = length == FAMILY_4 ? four(text) : null;
        if (mask != null) {
            int value =
                    ((mask[0] & 0xff) << 24) | ((mask[1] & 0xff) << 16) | ((mask[2] & 0xff) << 8) | (mask[3] & 0xff);
            int ones = Integer.bitCount(value);
            return Integer.numberOfLeadingZeros(~value) == ones ? ones : -1;
        }
        return number(text, length * 8);
    }

    private static byte @Nullable [] address(String text) {
        return text.indexOf(':') < 0 ? four(text) : six(text);
    }

    private static byte @Nullable [] four(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != FAMILY_4) {
            return null;
        }
        byte[] bytes = new byte[FAMILY_4];
        for (int i = 0; i < FAMILY_4; i++) {
            int number = number(parts[i], 255);
            if (number < 0) {
                return null;
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }

    /** A decimal number up to the largest; -1 for anything else. */
    private static int number(String text, int largest) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number <= largest ? number : -1;
    }

    private static byte @Nullable [] six(String text) {
        int gap = text.indexOf("::");
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int length = head.length + tail.length;
        if (gap < 0 ? length != FAMILY_6 : length > FAMILY_6 - 2) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, FAMILY_6);
        System.arraycopy(tail, 0, bytes, FAMILY_6 - tail.length, tail.length);
        return bytes;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[parts.length * 2];
        for (int i = 0; i < parts.length; i++) {
            byte[] last = i == parts.length - 1 ? four(parts[i]) : null;
            if (last != null) {
                bytes = Arrays.copyOf(bytes, i * 2 + FAMILY_4);
                System.arraycopy(last, 0, bytes, i * 2, FAMILY_4);
            } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                int group = Integer.parseInt(parts[i], 16);
                bytes[i * 2] = (byte) (group >> 8);
                bytes[i * 2 + 1] = (byte) group;
            } else {
                return null;
            }
        }
        return bytes;
    }
}
