/**
 * What the ways of seeing file access have in common: a {@link Detector} watches files and tells an {@link Observer} what it sees,
 * one {@link Observation} at a time. Each way is a package of its own; none knows another.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile.detector;

import org.jspecify.annotations.NullMarked;
