package io.github.canarysiem.runner.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.spi.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentFormTest {
    @Test
    void withoutVariablesItIsTheRedisOfThisMachine() {
        Settings redis = redis(Map.of());
        assertThat(redis.text("type")).isEqualTo("redis");
        assertThat(redis.text("url")).isEqualTo("redis://127.0.0.1:6379/0");
        assertThat(redis.optionalSecret("password")).isEmpty();
    }

    @Test
    void variablesNameAnotherRedis() {
        Settings redis = redis(Map.of("redis_host", "fd00::1", "redis_port", "7000", "redis_password", "a${b}$${c}"));
        assertThat(redis.text("url")).isEqualTo("redis://[fd00::1]:7000/0");
        assertThat(redis.secret("password").reveal()).isEqualTo("a${b}$${c}");
    }

    @Test
    void variablesThatAreNoAddressAreFaults() {
        Draft draft = EnvironmentForm.draft(Map.of("redis_host", "a/b@c", "redis_port", "x")::get);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> draft.complete(SampleProviders.plugIns()))
                .satisfies(e -> assertThat(e.lines())
                        .contains(
                                "environment: redis_host: is not a host name or address",
                                "environment: redis_port: is not a port"));
    }

    private static Settings redis(Map<String, String> environment) {
        Draft draft = EnvironmentForm.draft(environment::get);
        return draft.settings("sources.tokens", draft.root().mapping("sources").mapping("tokens"));
    }
}
