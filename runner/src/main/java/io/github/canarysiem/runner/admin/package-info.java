/** What a running canary-siem tells about itself over HTTP: {@code /health /ready /metrics /status}. */
@NullMarked
package io.github.canarysiem.runner.admin;

import org.jspecify.annotations.NullMarked;
