/** {@code itertools}: one class per iterator type. May use everything that {@code org.capi4j.module} may. */
package org.capi4j.module.itertools;
