package io.github.canarysiem.runner;

import java.util.Objects;

/** Where the runnable jar starts. */
public final class Main {
    private Main() {}

    /**
     * Prints the version.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
        System.out.println("canary-siem " + version);
    }
}
