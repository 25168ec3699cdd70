package io.github.canarysiem.wazuh.logtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes a result as JSON. Absent texts are null; what concerns few events ({@code messages}, {@code log}, ...) is left out when empty. */
final class ResultJson {
    private ResultJson() {}

    static ObjectNode of(LogtestResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("pre")
                .put("timestamp", result.pre().timestamp())
                .put("hostname", result.pre().hostname())
                .put("program_name", result.pre().programName())
                .put("log", result.pre().log());
        json.put("decoder", result.decoder());
        json.put("parent", result.parent());
        ObjectNode fixed = json.putObject("static");
        result.fixed().forEach(fixed::put);
        ArrayNode dynamic = json.putArray("dynamic");
        result.dynamic().forEach(field -> dynamic.addArray().add(field.name()).add(field.value()));
        json.set("data", result.data());
        json.set("rule", result.rule() == null ? null : rule(result.rule()));
        json.put("alert", result.alert());
        json.put("full_log_in_alert", result.fullLogInAlert());
        if (result.previousOutput() != null) {
            json.put("previous_output", result.previousOutput());
        }
        putTexts(json, "messages", result.messages());
        putTexts(json, "log", result.log());
        putTexts(json, "not_modelled", result.notModelled());
        return json;
    }

    private static ObjectNode rule(LogtestResult.FiredRule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", rule.id());
        json.put("level", rule.level());
        json.put("description", rule.description());
        ArrayNode groups = json.putArray("groups");
        rule.groups().forEach(groups::add);
        json.put("firedtimes", rule.firedTimes());
        json.put("mail", rule.mail());
        if (rule.frequency() != null) {
            json.put("frequency", rule.frequency());
        }
        rule.compliance().forEach((name, values) -> putTexts(json, name, values));
        putTexts(json, "mitre_id", rule.mitreIds());
        return json;
    }

    private static void putTexts(ObjectNode json, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = json.putArray(name);
            texts.forEach(array::add);
        }
    }
}
