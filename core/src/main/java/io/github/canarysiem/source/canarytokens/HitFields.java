package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Attribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stored hit, or another event of its shape, apart. What is taken has found its place in the incident; {@link #rest()} is all that was not taken, so that
 * nothing can be forgotten: a field of an unexpected shape simply stays. Not thread-safe.
 */
public final class HitFields {
    private static final int MOST = 2_000;

    private final Cleaner cleaner;
    private final JsonNode root;
    private final Set<JsonNode> opened = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The fields of a hit, which belongs to this object from now on. */
    public HitFields(JsonNode root, Cleaner cleaner) {
        this.root = root;
        this.cleaner = cleaner;
        if (root instanceof ObjectNode && !root.isEmpty()) {
            opened.add(root);
        }
    }

    /** The hit itself; null if it is no object. */
    public @Nullable ObjectNode root() {
        return root instanceof ObjectNode object ? object : null;
    }

    /** The object of this name; it stays where it is, and what is left in it belongs to the rest. */
    public @Nullable ObjectNode object(@Nullable ObjectNode in, String name) {
        if (in != null && in.get(name) instanceof ObjectNode found) {
            opened.add(found);
            return found;
        }
        return null;
    }

    /** Takes a text or number. */
    public @Nullable String text(@Nullable ObjectNode from, String name) {
        return text(from, name, text -> true);
    }

    /** Takes a text that says something: neither empty nor a placeholder such as {@code (not obtained)}. */
    public @Nullable String name(@Nullable ObjectNode from, String name) {
        return text(from, name, HitFields::saysSomething);
    }

    /** Takes a text, or a list of one text, that says something. */
    @Nullable
    String single(@Nullable ObjectNode from, String name) {
        if (from != null
                && from.get(name) instanceof ArrayNode list
                && list.size() == 1
                && list.path(0).isTextual()
                && saysSomething(list.path(0).textValue())) {
            from.remove(name);
            return cleaner.text(list.path(0).textValue());
        }
        return name(from, name);
    }

    /** The first text of a list, or a text, without taking it. */
    public @Nullable String peek(@Nullable ObjectNode in, String name) {
        JsonNode node = in == null ? null : in.get(name);
        JsonNode found = node instanceof ArrayNode list ? list.path(0) : node;
        return found != null && found.isTextual() && saysSomething(found.textValue())
                ? cleaner.text(found.textValue())
                : null;
    }

    /** Takes a truth value. */
    public @Nullable Boolean flag(@Nullable ObjectNode from, String name) {
        if (from == null || !from.path(name).isBoolean()) {
            return null;
        }
        return from.remove(name).booleanValue();
    }

    /** Takes a list of texts. */
    public @Nullable List<String> texts(@Nullable ObjectNode from, String name) {
        if (from == null || !(from.get(name) instanceof ArrayNode list) || !isTexts(list)) {
            return null;
        }
        from.remove(name);
        return cleaner.texts(strings(list));
    }

    /** Takes all members that are a text or a list of texts. */
    List<Attribute> attributes(@Nullable ObjectNode from, boolean headers) {
        List<Attribute> found = new ArrayList<>();
        if (from != null) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(from.properties())) {
                if (found.size() == Cleaner.LIST) {
                    break;
                }
                List<String> values = valuesOf(member.getValue());
                if (values != null) {
                    from.remove(member.getKey());
                    String name = cleaner.text(member.getKey());
                    found.add(new Attribute(
                            name, headers ? cleaner.header(member.getKey(), values) : cleaner.texts(values)));
                }
            }
        }
        return found;
    }

    /** Everything that was not taken, by JSON Pointer (RFC 6901). */
    public List<Attribute> rest() {
        List<Attribute> rest = new ArrayList<>();
        collect("", root, rest);
        if (rest.size() > MOST) {
            int more = rest.size() - MOST;
            rest.subList(MOST, rest.size()).clear();
            rest.add(Attribute.of("", "[cut: " + more + " more]"));
        }
        return rest;
    }

    private void collect(String pointer, JsonNode node, List<Attribute> rest) {
        List<String> values = valuesOf(node);
        if (values != null) {
            boolean header = pointer.startsWith("/request_headers/");
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            rest.add(new Attribute(
                    cleaner.text(pointer), header ? cleaner.header(name, values) : cleaner.texts(values)));
        } else if (node.isNull() || node.isEmpty()) {
            if (!opened.contains(node)) {
                rest.add(new Attribute(cleaner.text(pointer), List.of()));
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size() && rest.size() <= MOST; i++) {
                collect(pointer + "/" + i, list.path(i), rest);
            }
        } else {
            node.properties()
                    .forEach(member -> collect(
                            pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                            member.getValue(),
                            rest));
        }
    }

    private @Nullable String text(@Nullable ObjectNode from, String name, Predicate<String> accepted) {
        if (from == null
                || !from.path(name).isTextual()
                || !accepted.test(from.path(name).textValue())) {
            return null;
        }
        return cleaner.text(from.remove(name).textValue());
    }

    private static boolean saysSomething(String text) {
        return !text.isBlank() && !text.equals("(not obtained)") && !text.equals("(not available)");
    }

    private static @Nullable List<String> valuesOf(JsonNode node) {
        if (node.isTextual() || node.isBoolean()) {
            return List.of(node.asText());
        }
        return node instanceof ArrayNode list && !list.isEmpty() && isTexts(list) ? strings(list) : null;
    }

    private static boolean isTexts(ArrayNode list) {
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> strings(ArrayNode list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(element -> texts.add(element.textValue()));
        return texts;
    }
}
