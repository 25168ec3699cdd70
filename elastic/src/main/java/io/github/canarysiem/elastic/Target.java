package io.github.canarysiem.elastic;

/**
 * Where incidents are stored.
 *
 * @param name of a data stream, an index or an alias; fit for a URL as it is
 * @param isStream whether it must be a data stream
 */
record Target(String name, boolean isStream) {
    @Override
    public String toString() {
        return (isStream ? "data stream " : "index ") + name;
    }
}
