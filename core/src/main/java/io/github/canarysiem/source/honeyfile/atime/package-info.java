/**
 * Sees file access by looking at the times of the files again and again: everywhere, without rights or native code. It knows no
 * actor, merges what happens between two looks, and is blind where the file system keeps no times of access.
 */
@NullMarked
package io.github.canarysiem.source.honeyfile.atime;

import org.jspecify.annotations.NullMarked;
