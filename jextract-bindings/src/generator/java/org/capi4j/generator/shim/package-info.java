/**
 * Generates what joins C and Java: from the headers' declarations, the facts tables and the runtime's annotated classes come
 * the Java guards and the shim's trampolines, index and static types; {@code ShimBuilder} compiles the shim.
 *
 * <p>Uses {@code org.capi4j.export} (the annotations) and {@code org.capi4j.generator} (tables). Runs at build time only.
 */
package org.capi4j.generator.shim;
