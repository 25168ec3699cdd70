@NullMarked
package io.github.canarysiem.runner.admin;

import org.jspecify.annotations.NullMarked;
