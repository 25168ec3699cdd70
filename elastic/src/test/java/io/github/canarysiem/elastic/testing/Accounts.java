package io.github.canarysiem.elastic.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom a secured Elasticsearch knows, in its files ("File-based user authentication", "File-based role management").
 *
 * @param superuser who may do everything
 * @param others the others
 * @param roles their roles, each as the body of a request that creates one
 */
public record Accounts(Account superuser, List<Account> others, Map<String, String> roles) {
    void writeTo(Path configuration) throws IOException {
        List<Account> all = new ArrayList<>(others);
        all.add(superuser);
        Files.write(
                configuration.resolve("users"),
                all.stream().map(each -> each.name() + ":" + each.hash()).toList());
        Files.write(
                configuration.resolve("users_roles"),
                all.stream().map(each -> each.role() + ":" + each.name()).toList());
        Files.write(
                configuration.resolve("roles.yml"),
                roles.entrySet().stream()
                        .map(role -> role.getKey() + ": " + role.getValue().replaceAll("\\s+", " "))
                        .toList());
    }
}
