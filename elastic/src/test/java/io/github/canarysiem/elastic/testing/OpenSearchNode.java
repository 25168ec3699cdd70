package io.github.canarysiem.elastic.testing;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A real OpenSearch of one node, as a program: it runs until it is killed, or until the process that started it ends. */
public final class OpenSearchNode {
    private static final int HIGHEST_PORT = 65_000;

    private OpenSearchNode() {}

    /**
     * Runs it.
     *
     * @param arguments the port for HTTP on loopback, and a folder for its data, which may hold an earlier run's
     */
    public static void main(String[] arguments) throws InterruptedException {
        String port = arguments[0];
        Path folder = Path.of(arguments[1]);
        GuardedCommand.onEndOfParent(() -> {});
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(HIGHEST_PORT);
        runner.onBuild((number, settings) -> {
            settings.put("http.port", port);
            settings.put("network.host", "127.0.0.1");
            settings.put("transport.port", "0");
            settings.putList("discovery.seed_hosts");
            settings.put("cluster.initial_cluster_manager_nodes", "Node 1");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            settings.put("action.destructive_requires_name", false);
            settings.put("node.processors", 2);
        });
        runner.build(OpenSearchRunner.newConfigs()
                .clusterName("canary-" + port)
                .basePath(folder.toString())
                .baseHttpPort(Integer.parseInt(port) - 1)
                .numOfNode(1)
                .useLogger());
        new CountDownLatch(1).await();
    }
}
