package io.github.canarysiem.source.log.format;

/** The formats by the names that the configuration uses. */
public enum FormatName {
    /** Any of the others, line by line. */
    AUTO,
    /** canary-siem's own JSON, bare or below {@code canary} as the sink wazuh-file writes it. */
    CANARY,
    /** {@code LEVEL:logger:DATE: {python dictionary}}. */
    CT2RDS,
    /** {@code DATE user@host EVENTS path}. */
    OFFLINE,
    /** Bodies of Canarytokens' generic webhook, one a line. */
    WEBHOOK,
    /** Falco's JSON output. */
    FALCO,
    /** Tetragon's JSON export. */
    TETRAGON,
    /** Records of the Linux audit daemon, raw or enriched. */
    AUDITD
}
