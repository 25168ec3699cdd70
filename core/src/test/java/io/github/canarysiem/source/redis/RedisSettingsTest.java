package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.source.redis.RedisAddress.Layout;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SettingsException.Problem;
import io.github.canarysiem.spi.SourceProvider;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.HostAndPort;

class RedisSettingsTest {
    private static RedisSettings read(Map<String, ?> values) {
        Settings settings = Settings.of("sources.tokens", values);
        RedisSettings read = RedisSettings.read(settings);
        settings.check();
        return read;
    }

    private static List<String> faults(Map<String, ?> values) {
        SettingsException fault = assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> new RedisSourceProvider().create(Settings.of("sources.tokens", values)))
                .actual();
        return fault.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void theProviderIsFound() {
        assertThat(ServiceLoader.load(SourceProvider.class))
                .filteredOn(provider -> provider.type().equals("redis"))
                .hasSize(1);
    }

    @Test
    void onlyAnAddressIsNeeded() {
        RedisSettings settings = read(Map.of("url", "redis://redis.example"));

        assertThat(settings.address().hosts()).containsExactly(new HostAndPort("redis.example", 6379));
        assertThat(settings.database()).isZero();
        assertThat(settings.capture()).isEqualTo(Capture.AUTO);
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.reconcileInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.deliverHistory()).isFalse();
        assertThat(settings.keptHits()).isEqualTo(50);
        assertThat(settings.redact()).isTrue();
        assertThat(settings.serverZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void hostAndPortDoAsWell() {
        assertThat(read(Map.of("host", "redis.example", "port", 6380)).address().hosts())
                .containsExactly(new HostAndPort("redis.example", 6380));
    }

    @Test
    void aUrlTellsUserPasswordAndDatabase() {
        RedisSettings settings = read(Map.of("url", "rediss://reader:a%40b%3Ac+d@[2001:db8::1]:6380/7"));

        assertThat(settings.address().tls()).isTrue();
        assertThat(settings.address().hosts()).containsExactly(new HostAndPort("2001:db8::1", 6380));
        assertThat(settings.username()).isEqualTo("reader");
        assertThat(settings.password())
                .isNotNull()
                .extracting(password -> password.reveal())
                .isEqualTo("a@b:c+d");
        assertThat(settings.database()).isEqualTo(7);
        assertThat(settings).asString().doesNotContain("a@b", "a%40b");
    }

    @Test
    void sentinelsAndClustersHaveSeveralHosts() {
        RedisAddress sentinel = RedisAddress.parse("redis-sentinel://:secret@s1,s2:26380/1?master=canaries");
        RedisAddress cluster = RedisAddress.parse("rediss-cluster://c1:7001,c2");

        assertThat(sentinel.layout()).isEqualTo(Layout.SENTINEL);
        assertThat(sentinel.hosts()).containsExactly(new HostAndPort("s1", 26379), new HostAndPort("s2", 26380));
        assertThat(sentinel.master()).isEqualTo("canaries");
        assertThat(sentinel.username()).isNull();
        assertThat(sentinel.password()).isEqualTo("secret");
        assertThat(cluster.layout()).isEqualTo(Layout.CLUSTER);
        assertThat(cluster.tls()).isTrue();
        assertThat(cluster.hosts()).containsExactly(new HostAndPort("c1", 7001), new HostAndPort("c2", 6379));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis.example:6379 | is not a Redis URL",
                "http://secret@redis | does not begin with redis",
                "redis:///0 | names no host",
                "redis://secret@h:99999 | has a port that is not a number",
                "redis://secret@h/zero | has a database that is not a number",
                "redis://a,b | names several hosts",
                "redis-sentinel://secret@s | does not name the master",
                "redis-cluster://secret@c/3 | names a database",
                "redis://u:%zz@h | has a % that is not followed",
                "redis://h?secret=x | has a parameter that is not master=NAME"
            })
    void namesWhatIsWrongWithAUrlButShowsNothingOfIt(String url, String message) {
        assertThat(faults(Map.of("url", url)))
                .singleElement()
                .asString()
                .startsWith("sources.tokens.url: " + message)
                .doesNotContain("secret");
    }

    @Test
    void allFaultsAreNamedAtOnceAndNoValue() {
        Map<String, String> values = Map.of(
                "url", "redis://u:hidden@h/1",
                "host", "elsewhere",
                "username", "hidden-user",
                "database", "2",
                "capture", "hidden",
                "time-zone", "hidden",
                "poll-intervall", "5s",
                "tls-ca", "/hidden");

        assertThat(faults(values))
                .containsExactlyInAnyOrder(
                        "sources.tokens.url: is given and host, too; give one of them",
                        "sources.tokens.username: is given and stands in url, too; give it once",
                        "sources.tokens.database: is another than the one in url; give it once",
                        "sources.tokens.tls-ca: is given, but url does not begin with rediss",
                        "sources.tokens.capture: is not one of auto, tracking, keyspace, polling",
                        "sources.tokens.time-zone: is not a time zone; write it like UTC or Europe/Berlin",
                        "sources.tokens.poll-intervall: is not a setting here; did you mean poll-interval?")
                .noneMatch(fault -> fault.contains("hidden"));
        assertThat(faults(Map.of())).containsExactly("sources.tokens.url: is missing");
        assertThat(faults(Map.of("host", "h", "username", "u")))
                .containsExactly("sources.tokens.password: is missing, but there is a user name");
    }
}
