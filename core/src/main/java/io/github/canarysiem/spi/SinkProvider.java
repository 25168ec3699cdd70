package io.github.canarysiem.spi;

/** Makes sinks of one type. */
public interface SinkProvider extends Provider<IncidentSink> {}
