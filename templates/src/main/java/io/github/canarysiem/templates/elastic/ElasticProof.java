package io.github.canarysiem.templates.elastic;

import io.github.canarysiem.elastic.form.FieldType;

/** Of what {@link SearchProof} shows, the part that is Elasticsearch's own: it has all types of ECS. */
public final class ElasticProof extends SearchProof {
    /** For the service loader. */
    public ElasticProof() {}

    @Override
    public String name() {
        return "elastic";
    }

    @Override
    String type(FieldType type) {
        return type.code();
    }
}
