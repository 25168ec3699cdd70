@NullMarked
package io.github.canarysiem.templates;

import org.jspecify.annotations.NullMarked;
