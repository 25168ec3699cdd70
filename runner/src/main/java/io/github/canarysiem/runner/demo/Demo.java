package io.github.canarysiem.runner.demo;

import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.pipeline.PipelineBuilder;
import io.github.canarysiem.runner.configuration.PlugIns;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Paint.Style;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Provider;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.templates.wazuh.ManagerDouble;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** Shows a whole way: tokens in a real Redis are triggered, and each incident is read from the log that a Wazuh agent follows. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLISECONDS = 5;
    private static final int BURST = 10;
    private static final double MEDIAN = 0.5;
    private static final List<String> SINGLE_HITS = List.of(
            "ms-word",
            "clonedsite",
            "aws-keys",
            "kubeconfig",
            "log4shell",
            "windows-dir",
            "smtp",
            "dns",
            "web-hostile-ua");
    private static final String ENRICHED = "slow-redirect";
    private static final String BURSTING = "web-basic";

    private final Surroundings surroundings;
    private final PlugIns plugIns;
    private final PrintWriter out;

    /** A demonstration that prints where it is told to. */
    public Demo(Surroundings surroundings, PlugIns plugIns) {
        this.surroundings = surroundings;
        this.plugIns = plugIns;
        this.out = surroundings.out();
    }

    /**
     * Runs it.
     *
     * @return whether every hit became a line of the log
     * @throws IOException if Redis cannot be started here, or the temporary folder cannot be written
     */
    public boolean run() throws IOException, InterruptedException, CommandException {
        FutureTask<LogtestEngine> rules = new FutureTask<>(ManagerDouble::engine);
        new Thread(rules, "demo-rules").start();
        DemoFolder folder = DemoFolder.create();
        try (Cleanup cleanup = new Cleanup(folder)) {
            RedisProcess redis = RedisProcess.start(folder.redis(), cleanup);
            try (Jedis server = new Jedis("127.0.0.1", redis.port())) {
                List<PlantedToken> tokens = plant(server);
                introduce(tokens.size(), redis.port());
                PipelineBuilder wired = pipeline(folder, redis.port());
                Pipeline pipeline = cleanup.open(wired::start);
                awaitUp(pipeline);
                Showing showing = new Showing(new LogFollower(folder.log()));
                trigger(server, tokens, showing, manager(rules));
                summarise(showing, folder);
                cleanup.keepLog();
                return showing.missing() == 0;
            }
        }
    }

    private List<PlantedToken> plant(Jedis server) throws IOException {
        List<PlantedToken> tokens = new ArrayList<>();
        for (String name : SINGLE_HITS) {
            tokens.add(PlantedToken.of(name));
        }
        tokens.add(PlantedToken.of(ENRICHED));
        tokens.add(PlantedToken.of(BURSTING));
        tokens.forEach(
                token -> token.plant(server, surroundings.clock().instant().minus(30, ChronoUnit.DAYS)));
        return tokens;
    }

    private PipelineBuilder pipeline(DemoFolder folder, int port) throws CommandException {
        return Pipeline.spoolingTo(folder.state())
                .from("tokens", make(plugIns.sources().get("redis"), Map.of("url", "redis://127.0.0.1:" + port + "/0")))
                .to(
                        "agent",
                        make(
                                plugIns.sinks().get("wazuh-file"),
                                Map.of("path", folder.log().toString())));
    }

    private static <T> T make(@Nullable Provider<T> provider, Map<String, String> settings) throws CommandException {
        if (provider == null) {
            throw new CommandException(
                    ExitCode.FAILURE, "the plug-ins redis and wazuh-file are not on the class path: use the whole jar");
        }
        return provider.create(Settings.of("demo", settings));
    }

    private static void awaitUp(Pipeline pipeline) throws InterruptedException, CommandException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Health.State state = pipeline.status().sources().get(0).health().state();
            if (state == Health.State.UP || state == Health.State.DEGRADED) {
                return;
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
        throw new CommandException(
                ExitCode.FAILURE, "the demonstration's source did not come up in time: is this machine overloaded?");
    }

    /** The rules were written and proved meanwhile. */
    private static LogtestEngine manager(Future<LogtestEngine> rules) throws InterruptedException, CommandException {
        try {
            return rules.get();
        } catch (ExecutionException e) {
            throw new CommandException(
                    ExitCode.FAILURE, "the pack wazuh cannot be generated: see canary-siem generate wazuh");
        }
    }

    private void trigger(Jedis server, List<PlantedToken> tokens, Showing showing, LogtestEngine manager)
            throws IOException, InterruptedException {
        IncidentCard card = new IncidentCard(out, surroundings.paint(), manager);
        for (PlantedToken token : tokens.subList(0, SINGLE_HITS.size())) {
            showing.await(List.of(token.trigger(server, 0, surroundings.clock().instant())), card::print);
        }
        PlantedToken enriched = tokens.get(SINGLE_HITS.size());
        showing.await(List.of(enriched.trigger(server, 0, surroundings.clock().instant())), card::print);
        say("The visitor's browser tells more about itself a moment later: the same id, a new revision.");
        showing.await(List.of(enriched.enrich(server)), card::print);
        say("A scanner follows one link " + BURST + " times; a webhook would have sent one alert a minute.");
        PlantedToken bursting = tokens.get(SINGLE_HITS.size() + 1);
        List<Expected> burst = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            burst.add(bursting.trigger(server, i, surroundings.clock().instant()));
        }
        showing.await(burst, card::printShort);
    }

    private void introduce(int tokens, int port) {
        out.println();
        out.println("A Redis of its own at 127.0.0.1:" + port + " holds " + tokens
                + " tokens, as a Canarytokens server keeps them.");
        say(
                "Somebody touches them. This is what lands in the log that a Wazuh agent follows, and the alert it becomes:");
    }

    private void summarise(Showing showing, DemoFolder folder) {
        int hits = SINGLE_HITS.size() + 2 + BURST;
        out.println();
        String verdict = showing.missing() == 0 ? "none missing" : showing.missing() + " MISSING";
        out.println(surroundings
                        .paint()
                        .text(
                                showing.missing() == 0 ? Style.GREEN : Style.ALARM,
                                hits + " writes to Redis, " + showing.lines() + " lines in the log, " + verdict)
                + "; from write to readable line: median " + IncidentCard.milliseconds(showing.delay(MEDIAN))
                + ", longest " + IncidentCard.milliseconds(showing.delay(1)) + " while Java was warming up.");
        out.println();
        out.println("The log   " + folder.log());
        out.println("Next      write canary-siem.yml (see README), then: canary-siem check --live && canary-siem run");
    }

    private void say(String text) {
        out.println(surroundings.paint().text(Style.DIM, text));
        out.println();
    }
}
