/**
 * Annotations by which Java code of the runtime says what it implements for C: API functions, built-in types, modules.
 *
 * <p>{@code org.capi4j.generator.ExportProcessor} reads them when the runtime is compiled, and writes the guards, the
 * trampolines and the static type objects. The package uses nothing; nothing of it remains in class files.
 */
package org.capi4j.export;
