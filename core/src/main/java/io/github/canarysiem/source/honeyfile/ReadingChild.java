package io.github.canarysiem.source.honeyfile;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that reads the first byte of files, as a stranger would: the system's {@code head}, or this class in a Java of its own
 * where there is none.
 */
final class ReadingChild {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

    private ReadingChild() {}

    /**
     * Starts it.
     *
     * @param files absolute
     */
    static Process start(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(program());
        files.forEach(file -> command.add(file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process child = builder.start();
        child.getOutputStream().close();
        return child;
    }

    /** The fallback; reads what it can. */
    public static void main(String[] files) {
        int unread = 0;
        for (String file : files) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                in.skip(in.read());
            } catch (IOException e) {
                unread++;
            }
        }
        if (unread > 0) {
            System.exit(1);
        }
    }

    private static List<String> program() throws IOException {
        Optional<Path> head = FOLDERS.stream()
                .map(folder -> Path.of(folder, "head"))
                .filter(Files::isExecutable)
                .findFirst();
        return head.isPresent() ? List.of(head.get().toString(), "-c", "1") : java();
    }

    private static List<String> java() throws IOException {
        Path java = Stream.of("java", "java.exe")
                .map(name -> Path.of(System.getProperty("java.home"), "bin", name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is neither head nor java to read the files with"));
        try {
            Path classes = Path.of(ReadingChild.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return List.of(
                    java.toString(),
                    "-Xmx16m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classes.toString(),
                    ReadingChild.class.getName());
        } catch (URISyntaxException e) {
            throw new IOException("the classes of canary-siem do not lie in a file", e);
        }
    }
}
