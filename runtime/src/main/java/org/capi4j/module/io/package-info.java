/**
 * {@code io}: byte and text streams in memory and over files; one class per type. May use everything that {@code org.capi4j.module} may.
 */
package org.capi4j.module.io;
