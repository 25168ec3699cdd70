/** Where the runner's configuration comes from, and every fault that it may hold. */
@NullMarked
package io.github.canarysiem.runner.configuration;

import org.jspecify.annotations.NullMarked;
