package io.github.canarysiem.source.webhook;

import io.github.canarysiem.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A block of IP addresses, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is a block of one.
 *
 * @param network its first address
 * @param length how many leading bits count
 */
record AddressBlock(InetAddress network, int length) {
    /** The block that is written so; empty if it is none, also when bits behind its length are set. */
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        String address = IpLiteral.canonical(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        InetAddress network = literal(address);
        byte[] bytes = network.getAddress();
        int most = bytes.length * Byte.SIZE;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        AddressBlock block = new AddressBlock(network, Integer.parseInt(length));
        for (int bit = block.length; bit < most; bit++) {
            if (bit(bytes, bit)) {
                return Optional.empty();
            }
        }
        return Optional.of(block);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] first = network.getAddress();
        if (bytes.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (bit(bytes, bit) != bit(first, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int index) {
        return ((bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE)) & 1) == 1;
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address in canonical form needs no look-up", e);
        }
    }
}
