@NullMarked
package io.github.canarysiem.templates.splunk;

import org.jspecify.annotations.NullMarked;
