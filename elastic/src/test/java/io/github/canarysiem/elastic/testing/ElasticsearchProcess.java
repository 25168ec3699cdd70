package io.github.canarysiem.elastic.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch, unpacked where the system property {@value #HOME} says, on the Java at {@value #JAVA}, or on ours. It
 * refuses to run as root; for root, it runs as {@value #USER}, who must be able to read both, and its folder.
 */
public final class ElasticsearchProcess extends SearchEngine {
    /** System property: the folder of an unpacked distribution. */
    static final String HOME = "canary.elasticsearch.home";
    /** System property: the home of a Java that it runs on. */
    static final String JAVA = "canary.elasticsearch.java";

    private static final String USER = "nobody";
    private static final String OPTIONS = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch";

    private final Path home;
    private final Optional<Accounts> accounts;
    private @Nullable MissingAnswers front;

    private ElasticsearchProcess(Path folder, Optional<Accounts> accounts) {
        super(folder);
        this.home = home().orElseThrow(() -> new IllegalStateException("give the system property " + HOME))
                .toAbsolutePath()
                .normalize();
        this.accounts = accounts;
    }

    /** Where the distribution is, if one is to be used. */
    static Optional<Path> home() {
        return set(HOME);
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param folder for its configuration and data
     */
    static ElasticsearchProcess start(Path folder) throws IOException, InterruptedException {
        return started(new ElasticsearchProcess(folder, Optional.empty()));
    }

    /** Starts one that answers these alone; {@link #call} asks as the superuser. */
    public static ElasticsearchProcess startSecured(Path folder, Accounts accounts)
            throws IOException, InterruptedException {
        return started(new ElasticsearchProcess(folder, Optional.of(accounts)));
    }

    private static ElasticsearchProcess started(ElasticsearchProcess made) throws IOException, InterruptedException {
        made.start();
        if (MissingAnswers.areMissing(made.node(), made.authorization())) {
            made.front = MissingAnswers.before(made.node());
        }
        return made;
    }

    @Override
    public URI url() {
        MissingAnswers before = front;
        return before == null ? super.url() : before.url();
    }

    @Override
    Optional<String> authorization() {
        return accounts.map(each -> each.superuser().authorization());
    }

    @Override
    public boolean isComplete() {
        return front == null;
    }

    @Override
    ProcessBuilder program(Path folder, int port) throws IOException {
        Path configuration = folder.resolve("config");
        if (!Files.exists(configuration)) {
            configure(folder, configuration, port);
        }
        List<String> command = new ArrayList<>(
                GuardedCommand.java(GuardedCommand.class, List.of("-Xmx32m", "-XX:TieredStopAtLevel=1")));
        if (Needs.isRoot()) {
            own(folder);
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=nogroup", "--clear-groups"));
        }
        command.add(home.resolve("bin/elasticsearch").toString());
        ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
        program.environment().remove("JAVA_HOME");
        program.environment()
                .put(
                        "ES_JAVA_HOME",
                        set(JAVA)
                                .orElse(Path.of(System.getProperty("java.home")))
                                .toString());
        program.environment().put("ES_JAVA_OPTS", OPTIONS);
        program.environment().put("ES_PATH_CONF", configuration.toString());
        program.environment().put("ES_TMPDIR", folder.resolve("temporary").toString());
        return program;
    }

    private void configure(Path folder, Path configuration, int port) throws IOException {
        for (String name : List.of("config", "temporary", "logs", "data")) {
            Files.createDirectories(folder.resolve(name));
        }
        for (String name : List.of("jvm.options", "log4j2.properties")) {
            Files.copy(home.resolve("config").resolve(name), configuration.resolve(name));
        }
        ObjectNode settings = JsonMapper.builder().build().createObjectNode();
        settings.put("cluster.name", "canary-" + port)
                .put("node.name", "node-1")
                .put("path.data", folder.resolve("data").toString())
                .put("path.logs", folder.resolve("logs").toString())
                .put("network.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.port", 0)
                .put("discovery.type", "single-node")
                .put("node.processors", 2)
                .put("xpack.security.enabled", accounts.isPresent())
                .put("action.destructive_requires_name", false)
                .put("cluster.routing.allocation.disk.threshold_enabled", false);
        Files.writeString(configuration.resolve("elasticsearch.yml"), settings.toPrettyString());
        if (accounts.isPresent()) {
            accounts.get().writeTo(configuration);
        }
    }

    private static void own(Path folder) throws IOException {
        UserPrincipal user =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                if (!user.equals(Files.getOwner(each, LinkOption.NOFOLLOW_LINKS))) {
                    Files.setOwner(each, user);
                }
            }
        }
    }

    private static Optional<Path> set(String property) {
        return Optional.of(System.getProperty(property, ""))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }
}
