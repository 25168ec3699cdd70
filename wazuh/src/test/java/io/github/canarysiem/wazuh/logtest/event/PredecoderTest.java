package io.github.canarysiem.wazuh.logtest.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredecoderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Oct 15 21:07:56 host canary[12]: hello~Oct 15 21:07:56~host~canary~hello",
                "Oct  5 21:07:56 host canary: hello~Oct  5 21:07:56~host~canary~hello",
                "2024-05-21T12:54:18.123456+02:00 host canary: m~2024-05-21T12:54:18.123456+02:00~host~canary~m",
                "2021-04-21 10:16:09.404756-0700  localhost sshd[1]: m~2021-04-21 10:16:09.404756-0700~localhost~sshd~m",
                "Oct 15 21:07:56 host {\"a\":\"b\"}~Oct 15 21:07:56~host~~{\"a\":\"b\"}",
                "Oct 15 21:07:56 host canary: {\"a\":\"b\"}~Oct 15 21:07:56~host~canary~{\"a\":\"b\"}"
            })
    void aHeaderIsCutOff(String line, String timestamp, String hostname, String program, String log) {
        assertThat(Predecoder.read(line, "manager")).isEqualTo(new Header(line, timestamp, hostname, program, log));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Oct",
                "<13>Oct 15 21:07:56 host canary: m",
                "2024-05-21T12:54:18Z host canary: m",
                "Jan 1 00:00:00 host canary: m",
                "{\"a\":\"b\"}"
            })
    void whatIsNoHeaderStays(String line) {
        assertThat(Predecoder.read(line, "manager")).isEqualTo(new Header(line, null, "manager", null, line));
    }

    @Test
    void everyBeginningOfAHeaderIsRead() {
        String line = "2024-05-21T12:54:18.123456+02:00 host canary[12]: [ID 702911 daemon.notice] hi";
        for (int length = 0; length <= line.length(); length++) {
            String beginning = line.substring(0, length);
            assertThat(beginning).endsWith(Predecoder.read(beginning, "manager").log());
        }
    }
}
