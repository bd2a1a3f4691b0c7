/** The commands behind {@code ./capi4j}: one class per command, over the public API of {@code org.capi4j} alone. */
package org.capi4j.cli;
