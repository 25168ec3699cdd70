/**
 * Writes content for SIEMs and deployments from packs of templates, and proves it before it is written.
 *
 * <pre>{@code
 * Pack pack = Packs.bundled().pack("wazuh");
 * Generation.of(pack).set("first-id", "100300").generate().writeTo(Path.of("out"), false);
 * }</pre>
 */
@NullMarked
package io.github.canarysiem.templates;

import org.jspecify.annotations.NullMarked;
