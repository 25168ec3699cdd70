package io.github.canarysiem.source.log.format;

/**
 * Where a line begins. It stays the same when the file is renamed, copied or compressed.
 *
 * @param path of the log, as configured
 * @param generation counts the files that have carried this path, from 1; those that were put aside before the beginning, which
 *     are read only if they grow, count backwards from -1
 * @param offset in bytes, uncompressed
 */
public record Place(String path, long generation, long offset) {}
