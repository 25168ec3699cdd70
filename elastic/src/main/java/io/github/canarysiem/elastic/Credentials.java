package io.github.canarysiem.elastic;

import io.github.canarysiem.http.HttpSettings;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads who we are: the settings {@code api-key}, {@code user} with {@code password}, {@code bearer-token}; one kind or none. */
final class Credentials {
    private Credentials() {}

    /** The value of the header {@code Authorization}; faults are noted in {@code settings}. */
    static Optional<Secret> of(Settings settings) {
        Optional<Secret> key = settings.optionalSecret("api-key").map(secret -> apiKey(settings, secret));
        Optional<Secret> basic = basic(settings);
        Optional<Secret> token = settings.optionalSecret("bearer-token")
                .map(secret -> new Secret("Bearer " + HttpSettings.credential(settings, "bearer-token", secret)));
        if (Stream.of(key, basic, token).filter(Optional::isPresent).count() > 1) {
            String second = token.isPresent() ? "bearer-token" : "user";
            settings.problem(
                    second, "stands beside other credentials; give api-key, user and password, or bearer-token");
        }
        return key.or(() -> basic).or(() -> token);
    }

    /** Kibana shows a key in two forms: encoded, and as id and key with a colon between them. */
    private static Secret apiKey(Settings settings, Secret given) {
        String text = HttpSettings.credential(settings, "api-key", given);
        return new Secret("ApiKey " + (text.contains(":") ? encoded(text) : text));
    }

    private static Optional<Secret> basic(Settings settings) {
        Optional<String> user = settings.optionalText("user");
        Optional<Secret> password = settings.optionalSecret("password");
        if (user.isPresent() != password.isPresent()) {
            settings.problem(user.isPresent() ? "password" : "user", "is missing");
        }
        if (user.isPresent() && user.get().contains(":")) {
            settings.problem("user", "holds a colon, which no user name can");
        }
        return user.flatMap(name ->
                password.map(secret -> new Secret("Basic " + encoded(name.strip() + ":" + secret.reveal()))));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
