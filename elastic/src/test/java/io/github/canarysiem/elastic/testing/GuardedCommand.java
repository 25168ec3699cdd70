package io.github.canarysiem.elastic.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that runs another one, and ends it and all that it started when the process that started this one ends. */
public final class GuardedCommand {
    private GuardedCommand() {}

    /** Runs the command that the arguments are. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        onEndOfParent(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly));
        System.exit(new ProcessBuilder(arguments).inheritIO().start().waitFor());
    }

    /** Has this JVM end with the process that started it, and do something before. */
    static void onEndOfParent(Runnable before) {
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread watch = new Thread(() -> {
                parent.onExit().join();
                before.run();
                Runtime.getRuntime().halt(0);
            });
            watch.setDaemon(true);
            watch.start();
        });
    }

    /** A command that runs one of our programs in a JVM like this one. */
    static List<String> java(Class<?> program, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return command;
    }
}
