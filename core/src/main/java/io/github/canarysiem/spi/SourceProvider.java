package io.github.canarysiem.spi;

/** Makes sources of one type. */
public interface SourceProvider extends Provider<IncidentSource> {}
