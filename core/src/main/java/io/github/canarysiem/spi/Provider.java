package io.github.canarysiem.spi;

/**
 * Makes a plug-in from its settings. Providers are found by {@link java.util.ServiceLoader} as {@link SourceProvider} or {@link
 * SinkProvider}, need a public constructor without parameters, and hold no state.
 *
 * @param <T> what is made
 */
public interface Provider<T> {
    /** The value of {@code type:} that selects this plug-in, such as {@code wazuh-file}. */
    String type();

    /**
     * Makes the plug-in; opens no connection and writes no file.
     *
     * @throws SettingsException naming every bad setting at once
     */
    T create(Settings settings);
}
