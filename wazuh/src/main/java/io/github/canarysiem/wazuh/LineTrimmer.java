package io.github.canarysiem.wazuh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Cuts a line until it fits, the least important parts first:
 *
 * <ol>
 *   <li>texts longer than the indexer takes are shortened, in every line;
 *   <li>the lists lose entries, the largest first, one list after the other in the order of {@link #LISTS};
 *   <li>all long texts are shortened to 16,384 bytes, then to half of it, and so on down to 64; the head's to 256;
 *   <li>every part but the head is left out.
 * </ol>
 *
 * The head is schema version, id, revision, kind, severity, both times, token, channel, source address, {@code srcip} and the
 * key of the hit. Shortening never splits a surrogate pair. What was touched is named in {@code canary.truncated}.
 *
 * <p>For one line; not thread-safe.
 */
final class LineTrimmer {
    /** The order in which lists lose entries. */
    static final List<WazuhField> LISTS = List.of(
            WazuhField.OTHER,
            WazuhField.HTTP_HEADERS,
            WazuhField.HTTP_ARGUMENTS,
            WazuhField.MAIL_ATTACHMENTS,
            WazuhField.MAIL_HEADERS,
            WazuhField.MAIL_LINKS,
            WazuhField.CLOUD_LOG,
            WazuhField.PROCESS_ANCESTORS,
            WazuhField.PROCESS_COMMAND_LINE,
            WazuhField.MAIL_RECIPIENTS,
            WazuhField.FILE_OPERATIONS);

    /** Texts of a form that cannot grow: never shortened. */
    private static final Set<String> FIXED =
            Set.of("schema_version", "id", "kind", "severity", "time", "observed", "process.started_at");

    private static final Set<String> HEAD =
            Set.of("token.id", "token.type", "token.memo", "channel", "source.address", "hit.key");

    private static final Set<String> PARTS_OF_THE_HEAD =
            Set.of("schema_version", "id", "revision", "kind", "severity", "time", "observed", "token", "channel");

    private static final int LONGEST_ESCAPED_TEXT = 16_384;
    private static final int SHORTEST_ESCAPED_TEXT = 64;
    private static final int SHORTEST_OF_THE_HEAD = 256;
    private static final String MARK = "truncated";

    private final ObjectNode line;
    private final ObjectNode canary;
    private final int limit;
    private final Set<String> touched = new TreeSet<>();

    LineTrimmer(ObjectNode line, int limit) {
        this.line = line;
        this.canary = (ObjectNode) line.get("canary");
        this.limit = limit;
    }

    byte[] trimmed() {
        shortenTexts(Shortening.TO_A_TERM);
        byte[] bytes = marked();
        if (bytes.length > limit) {
            thin(bytes.length - limit);
            bytes = marked();
        }
        for (int most = LONGEST_ESCAPED_TEXT; bytes.length > limit && most >= SHORTEST_ESCAPED_TEXT; most /= 2) {
            shortenTexts(Shortening.inLine(most, Math.max(most, SHORTEST_OF_THE_HEAD)));
            bytes = marked();
        }
        if (bytes.length > limit) {
            keepTheHead();
            bytes = marked();
        }
        if (bytes.length > limit) {
            throw new IllegalStateException("the head of an incident fits into every line");
        }
        return bytes;
    }

    private byte[] marked() {
        canary.remove(MARK);
        if (!touched.isEmpty()) {
            touched.forEach(canary.putArray(MARK)::add);
        }
        return WazuhLine.bytes(line);
    }

    /** Takes entries out of one list after the other until so many bytes are saved. */
    private void thin(long excess) {
        long left = excess;
        for (int i = 0; left > 0 && i < LISTS.size(); i++) {
            left -= thin(LISTS.get(i), left);
        }
    }

    private long thin(WazuhField field, long excess) {
        String name = field.path().substring("canary.".length());
        int dot = name.indexOf('.');
        String last = name.substring(dot + 1);
        JsonNode parent = dot < 0 ? canary : canary.get(name.substring(0, dot));
        if (!(parent instanceof ObjectNode holder) || !(holder.get(last) instanceof ArrayNode list)) {
            return 0;
        }
        // The mark itself needs room: its name, two quotes, a comma; the first one also the array around it.
        long mark = touched.contains(name) ? 0 : name.length() + 3L + (touched.isEmpty() ? MARK.length() + 6L : 0);
        touched.add(name);
        long saved = removeLargest(list, excess + mark);
        if (list.isEmpty()) {
            holder.remove(last);
        }
        return saved - mark;
    }

    /** Removes the largest entries until so many bytes are saved, and says how many were. */
    private static long removeLargest(ArrayNode list, long bytes) {
        List<Integer> sizes = new ArrayList<>();
        list.forEach(entry -> sizes.add(WazuhLine.bytes(entry).length + 1));
        List<Integer> largestFirst = IntStream.range(0, sizes.size())
                .boxed()
                .sorted(Comparator.comparing(sizes::get).reversed())
                .toList();
        Set<Integer> dropped = new HashSet<>();
        long saved = 0;
        for (int i = 0; saved < bytes && i < largestFirst.size(); i++) {
            dropped.add(largestFirst.get(i));
            saved += sizes.get(largestFirst.get(i));
        }
        for (int i = list.size() - 1; i >= 0; i--) {
            if (dropped.contains(i)) {
                list.remove(i);
            }
        }
        // The last entry to go had no comma.
        return list.isEmpty() ? saved - 1 : saved;
    }

    private void shortenTexts(Shortening shortening) {
        for (var field : canary.properties()) {
            field.setValue(shortened(field.getValue(), field.getKey(), shortening));
        }
    }

    private JsonNode shortened(JsonNode node, String name, Shortening shortening) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                field.setValue(shortened(field.getValue(), name + "." + field.getKey(), shortening));
            }
            return object;
        }
        UnaryOperator<String> cut = text -> shortening.apply(text, HEAD.contains(name));
        if (node instanceof ArrayNode array && !name.equals(MARK)) {
            return shortenedEntries(array, name, cut);
        }
        return node.isTextual() && !FIXED.contains(name) ? shortenedText(node, name, cut) : node;
    }

    private JsonNode shortenedEntries(ArrayNode array, String name, UnaryOperator<String> cut) {
        for (int i = 0; i < array.size(); i++) {
            JsonNode entry = array.get(i);
            if (entry.isTextual()) {
                array.set(i, shortenedText(entry, name, cut));
            } else if (entry instanceof ArrayNode nested) {
                shortenedEntries(nested, name, cut);
            } else if (entry instanceof ObjectNode object) {
                for (var field : object.properties()) {
                    field.setValue(
                            field.getValue() instanceof ArrayNode values
                                    ? shortenedEntries(values, name, cut)
                                    : shortenedText(field.getValue(), name, cut));
                }
            }
        }
        return array;
    }

    private JsonNode shortenedText(JsonNode node, String name, UnaryOperator<String> cut) {
        String text = node.asText();
        String kept = cut.apply(text);
        if (kept.length() == text.length()) {
            return node;
        }
        touched.add(name);
        return TextNode.valueOf(kept);
    }

    private void keepTheHead() {
        Set<String> dropped = new TreeSet<>();
        canary.properties().forEach(field -> {
            if (!PARTS_OF_THE_HEAD.contains(field.getKey()) && !field.getKey().equals(MARK)) {
                dropped.add(field.getKey());
            }
        });
        JsonNode address = canary.path("source").path("address");
        JsonNode key = canary.path("hit").path("key");
        canary.remove(dropped);
        touched.removeIf(name -> !HEAD.contains(name));
        touched.addAll(dropped);
        if (address.isTextual()) {
            canary.putObject("source").set("address", address);
        }
        if (key.isTextual()) {
            canary.putObject("hit").set("key", key);
        }
    }
}
