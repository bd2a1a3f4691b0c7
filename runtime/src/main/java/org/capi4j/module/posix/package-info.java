/**
 * {@code posix}, {@code os} and {@code os.path}: files, paths, the process. May use everything that {@code org.capi4j.module} may.
 */
package org.capi4j.module.posix;
