package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SourceProvider;
import java.time.Clock;

/**
 * Makes the source of type {@code honeyfile}: who touched the planted files.
 *
 * <p>Settings, with their defaults: {@code paths} (files, folders, globs); {@code detector} (auto; fanotify, inotify, atime); {@code
 * memo}; {@code host} (this machine's name); {@code severity} (high); {@code window} (1m); {@code settle} (50ms); {@code flood-limit}
 * (1000); {@code scan-interval} (5s); {@code poll-interval} (1s); {@code heartbeat-interval} (1m; off); {@code self-test} (true);
 * {@code chain-key}; {@code allow}, a list of sections with {@code executable}, {@code sha256}, {@code user} and {@code cgroup}.
 */
public final class HoneyfileSourceProvider implements SourceProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public HoneyfileSourceProvider() {}

    @Override
    public String type() {
        return "honeyfile";
    }

    @Override
    public IncidentSource create(Settings settings) {
        HoneyfileSettings read = HoneyfileSettings.read(settings);
        settings.check();
        Clock clock = Clock.systemUTC();
        return new HoneyfileSource(read, Tier.of(read, clock), clock, new Ticks());
    }
}
