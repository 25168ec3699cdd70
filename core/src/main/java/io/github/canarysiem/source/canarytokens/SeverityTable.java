package io.github.canarysiem.source.canarytokens;

import io.github.canarysiem.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a hit is, by the type of its token and its circumstances.
 *
 * <table>
 * <caption>Severity by token type</caption>
 * <tr><th>Severity</th><th>Token types</th><th>Why</th></tr>
 * <tr><td>critical</td><td>aws_keys, azure_id, aws_infra, kubeconfig, wireguard, slack_api, crowdstrike_cc, idp_app, cmd,
 * windows_fake_fs, log4shell, mcp</td><td>somebody uses stolen credentials, or runs code</td></tr>
 * <tr><td>high</td><td>ms_word, ms_excel, adobe_pdf, windows_dir, my_sql, sql_server, cc, credit_card_v2, signed_exe, svn, webdav,
 * clonedsite, cssclonedsite, and every type not named here</td><td>somebody opened what nobody should have</td></tr>
 * <tr><td>medium</td><td>web, dns, web_image, qr_code, fast_redirect, slow_redirect, smtp, legacy, pwa, svg</td><td>a scanner, a
 * link preview or a curious colleague does this, too</td></tr>
 * </table>
 *
 * <p>A Tor exit as source raises it by one step. A hit from an address that the owner ignores is informational whatever the type.
 * A key that lies in public is critical, a gap in the history is high.
 */
public final class SeverityTable {
    /** A cloud key was found in public. */
    public static final Severity KEY_EXPOSED = Severity.CRITICAL;
    /** Hits may be missing. */
    public static final Severity GAP = Severity.HIGH;

    private static final Set<String> CRITICAL = Set.of(
            "aws_keys",
            "azure_id",
            "aws_infra",
            "kubeconfig",
            "wireguard",
            "slack_api",
            "crowdstrike_cc",
            "idp_app",
            "cmd",
            "windows_fake_fs",
            "log4shell",
            "mcp");
    private static final Set<String> MEDIUM = Set.of(
            "web", "dns", "web_image", "qr_code", "fast_redirect", "slow_redirect", "smtp", "legacy", "pwa", "svg");

    private SeverityTable() {}

    /** The severity of a hit. */
    public static Severity ofHit(@Nullable String type, boolean tor, boolean ignored) {
        if (ignored) {
            return Severity.INFORMATIONAL;
        }
        Severity byType = type != null && CRITICAL.contains(type)
                ? Severity.CRITICAL
                : type != null && MEDIUM.contains(type) ? Severity.MEDIUM : Severity.HIGH;
        return tor ? byType.raised() : byType;
    }
}
