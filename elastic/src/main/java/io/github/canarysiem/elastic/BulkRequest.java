package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.Incident;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request to {@code _bulk}: for each incident a line with the action and a line with the document ("Bulk API" in Elasticsearch's
 * and OpenSearch's documentation). The index stands in the URL, as some clusters demand.
 */
final class BulkRequest {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();
    private static final byte[] BEFORE_ID = "{\"create\":{\"_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_ID = "\"}}\n".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_DOCUMENT = 2 << 10;

    private final List<Integer> places;
    private final byte[] body;

    private BulkRequest(List<Integer> places, byte[] body) {
        this.places = places;
        this.body = body;
    }

    /** Bytes of which the last can be taken back. */
    private static final class Lines extends ByteArrayOutputStream {
        Lines(int size) {
            super(size);
        }

        void cut(int length) {
            count = length;
        }
    }

    /** The first of the places, as many as fit, and at least one. */
    static BulkRequest of(Batch batch, List<Integer> places, DocumentFormat format, int mostBytes) {
        Lines lines = new Lines((int) Math.min(mostBytes, (long) places.size() * USUAL_DOCUMENT));
        int count = 0;
        while (count < places.size()) {
            int before = lines.size();
            int place = places.get(count);
            write(lines, batch.id(place), batch.incident(place), format);
            if (count > 0 && lines.size() > mostBytes) {
                lines.cut(before);
                break;
            }
            count++;
        }
        return new BulkRequest(places.subList(0, count), lines.toByteArray());
    }

    /** Of the incidents in their batch, from 0. */
    List<Integer> places() {
        return places;
    }

    /** In UTF-8; ends with a line break. Not a copy. */
    byte[] body() {
        return body;
    }

    private static void write(Lines lines, String id, Incident incident, DocumentFormat format) {
        lines.writeBytes(BEFORE_ID);
        lines.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        lines.writeBytes(AFTER_ID);
        try {
            WRITER.writeValue(lines, format.document(incident));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        lines.write('\n');
    }
}
