/** {@code enum}: the metaclass, the classes and what their bodies are made in. May use everything that {@code org.capi4j.module} may. */
package org.capi4j.module.enums;
