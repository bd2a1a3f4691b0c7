/** Modules that are Python source in CPython, one or a few classes each: they go when such source can be executed. May use everything that {@code org.capi4j.module} may. */
package org.capi4j.module.source;
