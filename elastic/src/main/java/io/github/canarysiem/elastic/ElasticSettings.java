package io.github.canarysiem.elastic;

import io.github.canarysiem.http.HttpSettings;

/**
 * See {@link ElasticProvider}.
 *
 * @param format of the documents
 * @param batchBytes most bytes of one request, before compression
 */
record ElasticSettings(HttpSettings http, Target target, DocumentFormat format, int batchBytes) {}
