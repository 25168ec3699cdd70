@NullMarked
package io.github.canarysiem.source.honeyfile.detector;

import org.jspecify.annotations.NullMarked;
