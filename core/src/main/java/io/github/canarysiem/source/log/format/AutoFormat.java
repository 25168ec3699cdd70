package io.github.canarysiem.source.log.format;

import io.github.canarysiem.spi.Finding;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Tries each format in turn, line by line: a log may hold lines of several. */
final class AutoFormat implements LineFormat {
    private final List<LineFormat> formats;

    AutoFormat(List<LineFormat> formats) {
        this.formats = formats;
    }

    @Override
    public boolean read(LogLine line, Consumer<Finding> found) {
        for (LineFormat format : formats) {
            if (format.read(line, found)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void settle(Instant now, Consumer<Finding> found) {
        formats.forEach(format -> format.settle(now, found));
    }

    @Override
    public List<Place> waiting() {
        return formats.stream().flatMap(format -> format.waiting().stream()).toList();
    }
}
