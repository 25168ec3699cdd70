@NullMarked
package io.github.canarysiem.runner.configuration;

import org.jspecify.annotations.NullMarked;
