package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.CapturedTokens;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RedisServerProcess;
import io.github.canarysiem.testing.RunningSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisSourceTest {
    @Test
    void smoke() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (RedisServerProcess server = RedisServerProcess.start();
                Jedis client = server.client()) {
            for (CapturedToken token : CapturedTokens.tokens()) {
                client.hset(token.key(), token.hash());
            }
            try (RunningSource run = RunningSource.start(
                    new RedisSourceProvider()
                            .create(Settings.of("sources.tokens", Map.of("url", server.url(), "history", "deliver"))),
                    intake)) {
                await().until(() -> intake.health().state() == Health.State.UP);
                assertThat(intake.stored()).hasSizeGreaterThan(100);
                List<CapturedToken> states = CapturedTokens.sequence("lost-hit");
                int before = intake.stored().size();
                client.hset("canarydrop:zz", states.get(0).hash());
                await().until(() -> intake.stored().size() == before + 1);
            }
            System.err.println(intake.reports());
        }
    }
}
