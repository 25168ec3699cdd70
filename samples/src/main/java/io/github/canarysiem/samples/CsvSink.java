package io.github.canarysiem.samples;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sink of one's own: a CSV file (RFC 4180) for a spreadsheet.
 *
 * <p>It answers Delivered when the lines are on disk, and leaves waiting and retrying to the pipeline. Opening the file for each
 * batch is slow beside writing it, but there is nothing to reconnect.
 */
public final class CsvSink implements IncidentSink {
    private final Path file;

    /** A sink that appends to this file. */
    public CsvSink(Path file) {
        this.file = file;
    }

    @Override
    public List<Outcome> deliver(List<Incident> batch) throws IOException {
        String lines = batch.stream().map(CsvSink::line).collect(Collectors.joining());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            write(channel, (endsTorn(channel) ? "\r\n" : "") + lines);
            channel.force(false);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written; check that its folder is there and writable", e);
        }
        return Collections.nCopies(batch.size(), Outcome.delivered());
    }

    @Override
    public String probe() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IOException(file + ": cannot be written; check that its folder is there and writable");
        }
        return file + " can be written";
    }

    @Override
    public void close() {
        // Nothing is held between two batches.
    }

    private static String line(Incident incident) {
        Optional<Token> token = Optional.ofNullable(incident.token());
        return Stream.of(
                                incident.occurredAt().toString(),
                                incident.id(),
                                Integer.toString(incident.revision()),
                                incident.kind().code(),
                                incident.severity().code(),
                                token.map(Token::memo).orElse(""),
                                Optional.ofNullable(incident.source())
                                        .map(Source::address)
                                        .orElse(""))
                        .map(CsvSink::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /** The text is the attacker's: on one line, quoted, and no formula (a spreadsheet runs what begins with = + - or @). */
    private static String cell(String text) {
        String harmless = Text.printable(text).replace("\"", "\"\"");
        boolean formula = !harmless.isEmpty() && "=+-@".indexOf(harmless.charAt(0)) >= 0;
        return (formula ? "\"'" : "\"") + harmless + '"';
    }

    /** Whether a crash has left a line without its end. */
    private static boolean endsTorn(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
