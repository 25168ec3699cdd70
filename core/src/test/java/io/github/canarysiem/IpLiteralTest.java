package io.github.canarysiem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.77",
        "0.0.0.0, 0.0.0.0",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "::1, ::1",
        "fe80::, fe80::",
        "::ffff:198.51.100.7, 198.51.100.7",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void recognisesAnAddressAndWritesItInOneForm(String text, String canonical) {
        assertThat(IpLiteral.canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "AWS Internal",
                "(no source IP specified)",
                "localhost",
                "1.2.3",
                "1",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4, 5.6.7.8",
                "<b>1.2.3.4</b>",
                "fe80::1%eth0",
                "[::1]",
                "1:2:3:4:5:6:7:8:9",
                ":::",
                "12345::",
                "::1.2.3.4.5",
                "1.2.3.4:80",
                "::ffff:999.1.1.1",
                "abc.example"
            })
    void isNotFooledAndLooksNoNameUp(String text) {
        assertThat(IpLiteral.canonical(text)).isNull();
    }
}
