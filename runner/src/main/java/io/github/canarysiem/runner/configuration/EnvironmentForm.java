package io.github.canarysiem.runner.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration without a file, for a container: {@code redis_host}, {@code redis_port} and {@code redis_password} name the
 * Redis of a Canarytokens server; incidents go to {@code logs/incident.log}.
 */
final class EnvironmentForm {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");

    private EnvironmentForm() {}

    static Draft draft(Function<String, @Nullable String> environment) {
        List<Fault> faults = new ArrayList<>();
        String host = checked("redis_host", "127.0.0.1", HOST, "is not a host name or address", environment, faults);
        String port = checked("redis_port", "6379", PORT, "is not a port", environment, faults);
        Map<String, Node> redis = new LinkedHashMap<>();
        redis.put("type", scalar("redis"));
        redis.put("url", scalar("redis://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/0"));
        String password = environment.apply("redis_password");
        if (password != null && !password.isEmpty()) {
            redis.put("password", scalar(Interpolation.literally(password)));
        }
        Node file = mapping(Map.of("type", scalar("wazuh-file"), "path", scalar("logs/incident.log")));
        Map<String, Node> root = new LinkedHashMap<>();
        root.put("sources", mapping(Map.of("tokens", mapping(redis))));
        root.put("sinks", mapping(Map.of("agent", file)));
        return new Draft("environment", new Node.Mapping(root, 0), faults, environment);
    }

    private static String checked(
            String name,
            String otherwise,
            Pattern form,
            String message,
            Function<String, @Nullable String> environment,
            List<Fault> faults) {
        String found = environment.apply(name);
        if (found == null || found.isBlank()) {
            return otherwise;
        }
        if (form.matcher(found.strip()).matches()) {
            return found.strip();
        }
        faults.add(new Fault(0, name, message));
        return otherwise;
    }

    private static Node.Scalar scalar(String text) {
        return new Node.Scalar(text, 0);
    }

    private static Node.Mapping mapping(Map<String, Node> entries) {
        return new Node.Mapping(entries, 0);
    }
}
