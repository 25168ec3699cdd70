package io.github.canarysiem.templates.elastic;

import io.github.canarysiem.elastic.form.FieldType;

/** Of what {@link SearchProof} shows, the part that is OpenSearch's own: types that the Wazuh indexer and early versions lack. */
public final class OpenSearchProof extends SearchProof {
    /** For the service loader. */
    public OpenSearchProof() {}

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    String type(FieldType type) {
        return switch (type) {
            case WILDCARD -> FieldType.KEYWORD.code();
            case MATCH_ONLY_TEXT -> "text";
            case DATE, IP, LONG, FLOAT, BOOLEAN, GEO_POINT, KEYWORD -> type.code();
        };
    }
}
