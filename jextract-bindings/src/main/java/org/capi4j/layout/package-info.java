/**
 * The layout of CPython 3.11's structs (Linux x86-64) and the values of its macros, as compile-time constants.
 *
 * <p>{@code memory.getLong(list + PyListObject.allocated)}: a class per struct, a constant per field, which holds the
 * field's offset in bytes; {@code SIZEOF} is the struct's size. A member of a member is {@code ob_base$ob_size}. A bit field
 * {@code f} also has {@code f$MASK}, its bits in their place, and {@code f$SHIFT}: {@code (word & MASK) >>> SHIFT}.
 * {@link org.capi4j.layout.Constants} has the macros ({@code METH_VARARGS}, {@code Py_TPFLAGS_HEAPTYPE}, {@code Py_tp_new}).
 *
 * <p>The package uses nothing and is generated, but for this file: javac copies the constants into the classes that use them,
 * so that no class of this package, nor of {@code org.capi4j.bindings}, is loaded at run time.
 */
package org.capi4j.layout;
