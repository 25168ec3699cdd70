/** The pipeline as a long-running process, and what happens to it when it is told to stop. */
@NullMarked
package io.github.canarysiem.runner.service;

import org.jspecify.annotations.NullMarked;
