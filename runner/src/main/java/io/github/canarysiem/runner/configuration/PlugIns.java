package io.github.canarysiem.runner.configuration;

import io.github.canarysiem.spi.Provider;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.spi.SourceProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The types that a configuration can name.
 *
 * @param sources makers of sources by type
 * @param sinks makers of sinks by type
 */
public record PlugIns(Map<String, SourceProvider> sources, Map<String, SinkProvider> sinks) {
    /** All that {@link ServiceLoader} finds on the class path. */
    public static PlugIns onClassPath() {
        return new PlugIns(byType(SourceProvider.class), byType(SinkProvider.class));
    }

    private static <P extends Provider<?>> Map<String, P> byType(Class<P> kind) {
        Map<String, P> found = new TreeMap<>();
        ServiceLoader.load(kind).forEach(provider -> found.put(provider.type(), provider));
        return found;
    }
}
