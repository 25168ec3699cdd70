package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.source.canarytokens.StoredJson;
import io.github.canarysiem.spi.Finding;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Lines that are one JSON object each, of any of these kinds. */
final class JsonEvents implements LineFormat {
    private final List<EventKind> kinds;

    JsonEvents(List<EventKind> kinds) {
        this.kinds = kinds;
    }

    /** Objects of one kind. */
    interface EventKind {
        /**
         * Takes an object apart if it is of this kind, and hands on what it tells.
         *
         * @return whether it is
         */
        boolean read(ObjectNode event, LogLine line, Consumer<Finding> found);
    }

    @Override
    public boolean read(LogLine line, Consumer<Finding> found) {
        if (!line.startsWith("{")) {
            return false;
        }
        try {
            return StoredJson.read(line.utf8()) instanceof ObjectNode event
                    && kinds.stream().anyMatch(kind -> kind.read(event, line, found));
        } catch (IOException e) {
            return false;
        }
    }
}
