package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.spi.Outcome;
import java.util.Set;

/**
 * What a cluster says of one document. By status and type of error, as "Bulk API" and the sources of the exceptions name them.
 *
 * @param outcome of the incident
 * @param isKnown false if the document may be stored all the same
 */
record ItemVerdict(Outcome outcome, boolean isKnown) {
    private static final int CONFLICT = 409;
    private static final int FIRST_OF_SERVER = 500;
    /** Faults of the cluster or of its settings that come as 400. */
    private static final Set<String> NOT_THE_DOCUMENTS = Set.of(
            "validation_exception",
            "index_closed_exception",
            "invalid_index_name_exception",
            "invalid_alias_name_exception",
            "invalid_index_template_exception",
            "snapshot_in_progress_exception");

    /** Beginnings of reasons with which {@code illegal_argument_exception} complains of settings, not of a document. */
    private static final Set<String> SETTINGS = Set.of("pipeline with id [", "no write index is defined for alias [");

    /** Reads what {@code items[i].create} holds. */
    static ItemVerdict of(JsonNode item, Target target) {
        int status = item.path("status").asInt(0);
        JsonNode error = item.path("error");
        String type = error.path("type").asText("");
        String reason = target + " answers " + status + ", " + Refusal.of(error);
        if (status == 200 || status == 201) {
            return stored(item, target);
        }
        if (status == CONFLICT && type.equals("version_conflict_engine_exception")) {
            return new ItemVerdict(Outcome.delivered(), true);
        }
        if (status >= FIRST_OF_SERVER) {
            return new ItemVerdict(Outcome.retry(reason), false);
        }
        if (isDocumentsFault(status, type, error.path("reason").asText(""))) {
            return new ItemVerdict(Outcome.rejected(reason), true);
        }
        return new ItemVerdict(Outcome.retry(reason + mend(type, target)), true);
    }

    /** A failure store takes what does not fit the mappings, and no search of the data stream finds it; the answer says no more. */
    private static ItemVerdict stored(JsonNode item, Target target) {
        boolean isFailure = item.path("failure_store").asText("").equals("used");
        return new ItemVerdict(
                isFailure
                        ? Outcome.rejected(target + " has put it into its failure store; search " + target.name()
                                + "::failures for the reason")
                        : Outcome.delivered(),
                true);
    }

    private static boolean isDocumentsFault(int status, String type, String reason) {
        boolean settings = NOT_THE_DOCUMENTS.contains(type) || SETTINGS.stream().anyMatch(reason::startsWith);
        return (status == 400 && !settings) || status == 413 || status == 422;
    }

    private static String mend(String type, Target target) {
        return switch (type) {
            case "index_not_found_exception" ->
                "; make it, or allow it in action.auto_create_index, with auto_configure for these credentials";
            case "cluster_block_exception" -> "; make room on the cluster's disks, or take off the block";
            case "security_exception" -> "; allow these credentials create_doc and auto_configure on " + target.name();
            default -> "";
        };
    }
}
