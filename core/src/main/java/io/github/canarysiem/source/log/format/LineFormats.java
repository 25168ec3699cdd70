package io.github.canarysiem.source.log.format;

import io.github.canarysiem.source.canarytokens.Cleaner;
import java.time.ZoneId;
import java.util.List;

/**
 * Makes formats.
 *
 * @param zone of times that name none
 * @param redact whether credentials in hits are taken out
 * @param selection which events of the logs of Falco, Tetragon and auditd count
 */
public record LineFormats(ZoneId zone, boolean redact, Selection selection) {
    /** A new format, with no line read. */
    public LineFormat of(FormatName name) {
        Cleaner cleaner = new Cleaner(redact);
        LogTime time = new LogTime(zone);
        return switch (name) {
            case CANARY -> new CanaryFormat();
            case CT2RDS -> new Ct2rdsFormat(time, cleaner);
            case OFFLINE -> new OfflineFormat(time, cleaner);
            case WEBHOOK -> new JsonEvents(List.of(new WebhookEvents(cleaner, true)));
            case FALCO -> new JsonEvents(List.of(new FalcoEvents(selection, cleaner)));
            case TETRAGON -> new JsonEvents(List.of(new TetragonEvents(selection, cleaner)));
            case AUDITD -> new AuditFormat(selection, cleaner);
            case AUTO ->
                new AutoFormat(List.of(
                        new CanaryFormat(),
                        new JsonEvents(List.of(
                                new FalcoEvents(selection, cleaner),
                                new TetragonEvents(selection, cleaner),
                                new WebhookEvents(cleaner, false))),
                        new AuditFormat(selection, cleaner),
                        new Ct2rdsFormat(time, cleaner),
                        new OfflineFormat(time, cleaner)));
        };
    }
}
