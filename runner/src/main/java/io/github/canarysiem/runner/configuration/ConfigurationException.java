package io.github.canarysiem.runner.configuration;

import java.util.Comparator;
import java.util.List;

/**
 * A configuration that cannot be used. It has no cause: the exceptions of YAML parsers quote the line that they stumbled over, and
 * that line may hold a secret.
 */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String origin;
    private final transient List<Fault> faults;

    /**
     * An exception for these faults, of which there is at least one.
     *
     * @param origin the file's name, or {@code environment}
     */
    public ConfigurationException(String origin, List<Fault> faults) {
        super(faults.size() + " faults in " + origin);
        this.origin = origin;
        this.faults =
                faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }

    /** All faults, one a line, in the order of the file. */
    public List<String> lines() {
        return faults.stream().map(fault -> fault.in(origin)).toList();
    }
}
