@NullMarked
package io.github.canarysiem.source.canarytokens;

import org.jspecify.annotations.NullMarked;
