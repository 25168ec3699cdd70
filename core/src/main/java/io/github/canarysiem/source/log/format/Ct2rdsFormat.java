package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Token;
import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.canarytokens.HitIdentity;
import io.github.canarysiem.source.canarytokens.HitIncidents;
import io.github.canarysiem.source.canarytokens.HitTime;
import io.github.canarysiem.source.canarytokens.StoredHit;
import io.github.canarysiem.source.canarytokens.StoredJson;
import io.github.canarysiem.source.log.format.PythonLiteral.NoLiteralException;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines such as {@code INFO:root:2026-11-21 20:00:00: {'src_ip': '203.0.113.9', ...}}, as Python's {@code logging} writes a dictionary:
 * a hit, a list of hits by time, or the whole hash of a token, of which the hits alone are taken.
 */
final class Ct2rdsFormat implements LineFormat {
    private static final Pattern LINE =
            Pattern.compile("[A-Z]{4,8}:[\\w.]{0,64}:([0-9][0-9TZUC .:,+()-]{3,40}): (\\{.*)", Pattern.DOTALL);
    private static final Pattern TIME_OF_HIT = Pattern.compile("-?(?:\\d+(?:\\.\\d+)?|nan|inf)");
    private static final List<String> TOKEN_NAMES = List.of("token", "canarytoken");
    private static final List<String> TYPE_NAMES = List.of("token_type", "type");
    private static final String HITS = "triggered_list";

    private final LogTime time;
    private final HitIncidents incidents;

    Ct2rdsFormat(LogTime time, Cleaner cleaner) {
        this.time = time;
        this.incidents = new HitIncidents(new HitTime(time.zone()), cleaner);
    }

    @Override
    public boolean read(LogLine line, Consumer<Finding> found) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.matches()) {
            return false;
        }
        try {
            if (!(PythonLiteral.read(matcher.group(2)) instanceof ObjectNode root) || root.isEmpty()) {
                return false;
            }
            dictionary(root, matcher.group(1), line, found);
            return true;
        } catch (NoLiteralException | IOException e) {
            return false;
        }
    }

    private void dictionary(ObjectNode root, String date, LogLine line, Consumer<Finding> found) throws IOException {
        if (root.has(HITS)) {
            Token token = token(root);
            hits(root.path(HITS)).properties().forEach(hit -> stored(token, hit, line, found));
        } else if (isListOfHits(root)) {
            root.properties().forEach(hit -> stored(null, hit, line, found));
        } else {
            Token token = token(root);
            Optional<Instant> occurred = time.credible(date, line.observed());
            found.accept(Finding.of(
                    incidents.ofHit(line.id(), token, new StoredHit(date, root), occurred, line.observed())));
        }
    }

    /** A hit that is filed under its time: of a known token it is the one that a Redis source would find. */
    private void stored(
            @Nullable Token token, Map.Entry<String, JsonNode> entry, LogLine line, Consumer<Finding> found) {
        StoredHit hit = new StoredHit(entry.getKey(), entry.getValue());
        if (token == null) {
            Optional<Instant> occurred = time.credible(hit.key(), line.observed());
            String id = HitIdentity.id(line.id(), hit.key());
            found.accept(Finding.of(incidents.ofHit(id, null, hit, occurred, line.observed())));
        } else {
            Sighting sighting = HitIdentity.of(token.id(), hit);
            found.accept(
                    new Finding(incidents.ofHit(sighting.id(), token, hit, line.observed()), sighting.fingerprint()));
        }
    }

    /** In a hash it is JSON. */
    private static JsonNode hits(JsonNode stored) throws IOException {
        return stored.isTextual() ? StoredJson.read(stored.textValue().getBytes(StandardCharsets.UTF_8)) : stored;
    }

    private static boolean isListOfHits(ObjectNode root) {
        return root.properties().stream()
                .allMatch(member -> member.getValue().isObject()
                        && TIME_OF_HIT.matcher(member.getKey()).matches());
    }

    private static @Nullable Token token(ObjectNode root) {
        String id = taken(root, TOKEN_NAMES);
        if (id == null) {
            return null;
        }
        return new Token(id, taken(root, TYPE_NAMES), taken(root, List.of("memo")));
    }

    private static @Nullable String taken(ObjectNode root, List<String> names) {
        for (String name : names) {
            if (root.path(name).isTextual()) {
                return root.remove(name).textValue();
            }
        }
        return null;
    }
}
