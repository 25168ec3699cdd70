/**
 * What the ways of seeing file access have in common: a {@link Detector} watches files and tells an {@link Observer} what it sees,
 * one {@link Observation} at a time. Each way is a package of its own; none knows another,
 * but that fanotify has inotify see what is no access.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile.detector;

import org.jspecify.annotations.NullMarked;
