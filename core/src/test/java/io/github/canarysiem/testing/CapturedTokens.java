package io.github.canarysiem.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hashes captured from a real Canarytokens server: {@code tokens/NAME.json} holds one token, {@code sequences/NAME.json} one token
 * over time.
 */
public final class CapturedTokens {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, String>> HASH = new TypeReference<>() {};

    /** The captured tokens by name. */
    public static final List<String> NAMES = List.of(
            "adobe-pdf",
            "aws-keys",
            "aws-keys-exposed",
            "aws-keys-exposed-nan",
            "aws-keys-nan",
            "aws-keys-ts",
            "azure-id",
            "cc",
            "clonedsite",
            "crowdstrike-cc",
            "dns",
            "dns-inotify",
            "fast-redirect",
            "kubeconfig",
            "legacy",
            "log4shell",
            "memo-cef",
            "memo-html",
            "memo-long",
            "memo-one",
            "memo-quotes",
            "memo-space",
            "memo-unicode",
            "mon",
            "monfail",
            "ms-word",
            "old-dns",
            "old-slow-redirect",
            "old-web",
            "pwa",
            "qr-code",
            "signed-exe",
            "slack-api",
            "slow-redirect",
            "slow-redirect-lost-info-2",
            "smtp",
            "smtp-repeat",
            "svn",
            "web-autodisabled",
            "web-basic",
            "web-browser",
            "web-direct",
            "web-disabled",
            "web-dupheaders",
            "web-email",
            "web-geo",
            "web-hostile-hdr",
            "web-hostile-ua",
            "web-image",
            "web-lost-hit-perm",
            "web-many",
            "web-never",
            "web-never-dns",
            "web-viadns",
            "webdav",
            "wh-aws-discord",
            "wh-aws-teams",
            "wh-gchat",
            "wh-slack",
            "wh-teams",
            "windows-dir");

    /** The captured sequences by name. */
    public static final List<String> SEQUENCES =
            List.of("enrich-slow-redirect", "enrich-web-browser", "lost-hit", "lost-info", "smtp-repeat");

    private CapturedTokens() {}

    /**
     * A token's hash.
     *
     * @param name of the file
     * @param key in Redis
     * @param hash all fields, as stored
     */
    public record CapturedToken(String name, String key, Map<String, String> hash) {
        /** The token. */
        public String id() {
            return key.substring(key.indexOf(':') + 1);
        }

        /** The field {@code triggered_list}, if there was a hit. */
        public Optional<String> hits() {
            return Optional.ofNullable(hash.get("triggered_list"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One token. */
    public static CapturedToken token(String name) {
        JsonNode file = read("tokens/" + name);
        return new CapturedToken(name, file.get("key").asText(), MAPPER.convertValue(file.get("hash"), HASH));
    }

    /** All tokens. */
    public static List<CapturedToken> tokens() {
        return NAMES.stream().map(CapturedTokens::token).toList();
    }

    /** One token over time, a state for each change of its hash. */
    public static List<CapturedToken> sequence(String name) {
        List<CapturedToken> states = new ArrayList<>();
        for (JsonNode state : read("sequences/" + name).get("states")) {
            Map<String, String> hash = MAPPER.convertValue(state.get("hash"), HASH);
            states.add(new CapturedToken(name, "canarydrop:" + hash.get("canarytoken"), hash));
        }
        return states;
    }

    private static JsonNode read(String name) {
        try (InputStream file = CapturedTokens.class.getResourceAsStream("/canarytokens/" + name + ".json")) {
            return MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
