package io.github.canarysiem.elastic.ecs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of ECS as published; the resource names its origin. */
final class EcsFieldList {
    private static final String FILE = "ecs-" + EcsFormat.VERSION + ".txt";

    final Map<String, String> types = new HashMap<>();
    final Set<String> lists = new HashSet<>();
    final Map<String, Map<String, Set<String>>> allowed = new HashMap<>();

    EcsFieldList() {
        for (String line : text().lines().filter(each -> !each.startsWith("#")).toList()) {
            List<String> words = List.of(line.split(" "));
            if (words.get(0).equals("allowed")) {
                allowed.computeIfAbsent(words.get(1), field -> new HashMap<>())
                        .put(words.get(2), Set.copyOf(words.subList(3, words.size())));
            } else {
                types.put(words.get(0), words.get(1));
                if (words.size() > 2) {
                    lists.add(words.get(0));
                }
            }
        }
    }

    private static String text() {
        try (InputStream resource = EcsFieldList.class.getResourceAsStream(FILE)) {
            if (resource == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
