package io.github.canarysiem.runner.admin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of web pages that had their own name resolved to this machine (DNS rebinding): a server that is reachable
 * from this machine alone is asked for by a name of this machine alone.
 */
final class HostCheck {
    private static final Pattern LOCAL = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private final boolean local;
    private final String name;

    HostCheck(InetSocketAddress listening) {
        InetAddress address = listening.getAddress();
        this.local = address != null && address.isLoopbackAddress();
        this.name = listening.getHostString().toLowerCase(Locale.ROOT);
    }

    /** Whether a request with this {@code Host} header may be answered. Browsers always send one. */
    boolean accepts(@Nullable String host) {
        if (!local || host == null) {
            return true;
        }
        String asked = host.toLowerCase(Locale.ROOT);
        return LOCAL.matcher(asked).matches()
                || asked.replaceFirst(":\\d{1,5}$", "").equals(name);
    }
}
