package io.github.canarysiem.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be configured, and how each fault is named. */
class WebhookSettingsTest {
    private static String fault(Map<String, ?> values) {
        SettingsException refused = catchThrowableOfType(
                SettingsException.class,
                () -> new WebhookSourceProvider().create(Settings.of("sources.hooks", values)));
        return refused == null ? "" : String.valueOf(refused.getMessage());
    }

    private static String faultBeside(String key, Object value) {
        Map<String, Object> values = new HashMap<>(Map.of("secret", Inn.SECRET));
        values.put(key, value);
        return fault(values);
    }

    @Test
    void aSecretIsAllItNeeds() {
        assertThat(fault(Map.of("secret", Inn.SECRET))).isEmpty();
        assertThat(fault(Map.of("header", "X-Canary", "header-secret", Inn.SECRET)))
                .isEmpty();
    }

    @Test
    void withoutASecretNothingIsTakenUnlessItIsSaidInSoManyWords() {
        assertThat(fault(Map.of())).contains("sources.hooks.secret: is missing", "openssl rand -hex 24");
        assertThat(fault(Map.of("secret", ""))).contains("secret: is missing");
        assertThat(fault(Map.of("anonymous", true))).isEmpty();
        assertThat(fault(Map.of("anonymous", true, "listen", "[::1]:0"))).isEmpty();
        assertThat(fault(Map.of("anonymous", true, "listen", "0.0.0.0:8600")))
                .contains("anonymous: is true, but listen is no loopback address");
        assertThat(fault(Map.of("anonymous", true, "secret", Inn.SECRET))).contains("anonymous: is true, but there is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "123456789012345",
                "with a blank 0123456789",
                "with/slash/0123456789",
                "ä-0123456789abcdef"
            })
    void secretsThatAreShortOrDoNotFitIntoAnAddressAreRefusedWithoutBeingShown(String secret) {
        assertThat(fault(Map.of("secret", secret)))
                .contains("secret: is not 16 to 256")
                .doesNotContain(secret);
        assertThat(fault(Map.of("header", "X-Canary", "header-secret", secret)))
                .contains("header-secret: is not 16 to 256")
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen | 8600 | is not host:port",
                "listen | 127.0.0.1:99999 | is not host:port",
                "listen | no-such-host.invalid:8600 | names a host without an address",
                "path | hook | is not a path",
                "path | /hook/ | is not a path",
                "path | /ho%6fk | is not a path",
                "header | X-Canary | header-secret: is missing",
                "header-secret | 0123456789abcdef | header: is missing",
                "allowed-sources | 300.1.1.1 | number 1 is neither",
                "allowed-sources | 10.0.0.1/8 | number 1 is neither",
                "allowed-sources | 10.0.0.0/33 | number 1 is neither",
                "allowed-sources | hooks.example | number 1 is neither",
                "maximum-body | 10 | is not between 1KiB and 64MiB",
                "maximum-body | 1GiB | is not between 1KiB and 64MiB",
                "maximum-connections | 1 | is not a whole number between 2",
                "request-timeout | soon | is not a duration",
                "tls-certificate | /missing.pem | tls-key: is missing",
                "tls-key-store | /missing.p12 | tls-key-store: is a file that cannot be read",
                "tls-key-store-password | x | tls-key-store: is missing",
                "secrets | x | did you mean secret?"
            })
    void faultsAreNamedWithTheirMend(String key, String value, String fault) {
        assertThat(faultBeside(key, value)).contains(fault).doesNotContain("\n");
    }

    @Test
    void aKeyStoreThatIsNoneOrIsGivenTwiceIsNamed(@TempDir Path folder) throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.p12"), "nonsense");

        assertThat(faultBeside("tls-key-store", nonsense.toString())).contains("tls-key-store: is no PKCS #12 or JKS");
        assertThat(fault(Map.of(
                        "secret", Inn.SECRET, "tls-key-store", nonsense.toString(), "tls-key", nonsense.toString())))
                .contains("tls-key-store: is given beside PEM files");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "10.128.0.0/9, 10.255.0.1, true",
        "10.128.0.0/9, 10.127.0.1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "127.0.0.0/8, ::ffff:127.0.0.1, true"
    })
    void aBlockHoldsItsAddresses(String block, String address, boolean held) throws Exception {
        AddressBlock parsed = AddressBlock.parse(block).orElseThrow();

        assertThat(parsed.contains(InetAddress.getByName(address))).isEqualTo(held);
    }

    @Test
    void severalNetworksMayBeAllowed() {
        assertThat(Inn.settings(Map.of("allowed-sources", List.of("192.0.2.0/24", "::1")))
                        .allowed())
                .hasSize(2);
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(Inn.settings(Map.of("header", "X-Canary", "header-secret", "another-secret-012345"))
                        .toString())
                .doesNotContain(Inn.SECRET, "another-secret");
    }
}
