package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Attribute;
import io.github.canarysiem.Cloud;
import io.github.canarysiem.Dns;
import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Host;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.Payment;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the token itself reports: names that its payload sent ({@code src_data}), the log of a cloud ({@code additional_info}), a
 * charge on a card.
 */
final class HitPayload {
    private HitPayload() {}

    static void map(HitFields fields, ObjectNode root, IncidentBuilder incident) {
        ObjectNode data = fields.object(root, "src_data");
        ObjectNode info = fields.object(root, "additional_info");
        String lookup = fields.name(data, "generic_data");
        if (lookup != null) {
            incident.dns(new Dns(lookup));
        }
        machine(fields, data, info, incident);
        String path = first(fields, data, "linux_inotify_filename_access", "windows_fake_fs_file_name");
        if (path == null) {
            path = fields.name(info, "file_path");
        }
        if (path != null) {
            incident.file(FileActivity.at(path));
        }
        String process = fields.name(data, "windows_fake_fs_process_name");
        if (process != null) {
            incident.process(RunningProcess.named(process));
        }
        incident.cloud(cloud(fields, info));
        payment(fields, root, info, incident);
    }

    private static void machine(
            HitFields fields, @Nullable ObjectNode data, @Nullable ObjectNode info, IncidentBuilder incident) {
        String host = first(
                fields, data, "windows_desktopini_access_hostname", "log4_shell_computer_name", "cmd_computer_name");
        if (host == null) {
            host = fields.single(fields.object(info, "MySQL Client"), "hostname");
        }
        String domain = fields.name(data, "windows_desktopini_access_domain");
        if (host != null || domain != null) {
            incident.host(new Host(host, domain));
        }
        String user =
                first(fields, data, "windows_desktopini_access_username", "cmd_user_name", "sql_username", "identity");
        if (user != null) {
            incident.user(new User(user, null, null, null));
        }
    }

    private static @Nullable String first(HitFields fields, @Nullable ObjectNode data, String... names) {
        for (String name : names) {
            String found = fields.name(data, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Cloud cloud(HitFields fields, @Nullable ObjectNode info) {
        if (info == null) {
            return null;
        }
        if (info.has("AWS Key Log Data")) {
            return keyLog(fields, info, "AWS Key Log Data", "aws", "eventName", "accountId", "region");
        }
        if (info.has("Azure ID Log Data") || info.has("Microsoft Azure")) {
            ObjectNode azure = fields.object(info, "Microsoft Azure");
            String application = fields.peek(azure, "App ID");
            List<Attribute> log = new ArrayList<>(fields.attributes(fields.object(info, "Azure ID Log Data"), false));
            log.addAll(fields.attributes(azure, false));
            return new Cloud("azure", null, application, null, log);
        }
        if (info.has("Slack Log Data")) {
            return keyLog(fields, info, "Slack Log Data", "slack", "method", "team_id", "region");
        }
        if (info.has("CrowdStrike Log Data")) {
            return keyLog(
                    fields, info, "CrowdStrike Log Data", "crowdstrike", "request_path", "api_client_id", "region");
        }
        return info.has("decoy_resource") ? infrastructure(fields, info) : null;
    }

    private static @Nullable Cloud keyLog(
            HitFields fields,
            ObjectNode info,
            String name,
            String provider,
            String event,
            String account,
            String region) {
        ObjectNode entry = fields.object(info, name);
        return entry == null
                ? null
                : new Cloud(
                        provider,
                        fields.peek(entry, event),
                        fields.peek(entry, account),
                        fields.peek(entry, region),
                        fields.attributes(entry, false));
    }

    /** A decoy resource in the owner's account; the parts are objects whose members differ by event, and stay in the rest. */
    private static Cloud infrastructure(HitFields fields, ObjectNode info) {
        ObjectNode event = fields.object(info, "event");
        ObjectNode identity = fields.object(info, "identity");
        String name = event == null ? fields.peek(info, "event") : firstOf(fields, event, "eventName", "name");
        return new Cloud(
                "aws",
                name,
                firstOf(fields, identity, "accountId", "account_id", "account"),
                firstOf(fields, event, "awsRegion", "region"),
                null);
    }

    private static @Nullable String firstOf(HitFields fields, @Nullable ObjectNode in, String... names) {
        for (String name : names) {
            String found = fields.peek(in, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static void payment(
            HitFields fields, ObjectNode root, @Nullable ObjectNode info, IncidentBuilder incident) {
        String merchant = fields.text(root, "merchant");
        Payment payment = new Payment(
                fields.text(root, "last4"),
                fields.text(root, "amount"),
                merchant == null ? fields.text(info, "merchant") : merchant);
        if (!payment.equals(new Payment(null, null, null))) {
            incident.payment(payment);
        }
    }
}
