package io.github.canarysiem.runner.configuration;

import io.github.canarysiem.spi.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code admin.listen}: {@code host:port}, or {@code off}. Port 0 takes any free one. */
final class AdminAddress {
    private static final String LISTEN = "listen";
    private static final String DEFAULT = "127.0.0.1:9464";
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private AdminAddress() {}

    static Optional<InetSocketAddress> read(Settings admin) {
        String text = admin.text(LISTEN, DEFAULT);
        if (text.equals("off")) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
            admin.problem(LISTEN, "is not host:port; write it like 127.0.0.1:9464, [::1]:9464 or off");
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(matcher.group(3))));
        } catch (UnknownHostException e) {
            admin.problem(LISTEN, "names a host without an address; write an address of this machine");
            return Optional.empty();
        }
    }
}
