@NullMarked
package io.github.canarysiem.http;

import org.jspecify.annotations.NullMarked;
