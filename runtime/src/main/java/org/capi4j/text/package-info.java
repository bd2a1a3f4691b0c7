/**
 * The text algorithms that Python's built-in types need: number formatting and parsing, format specs, codecs, character
 * properties, repr and hashes. Pure Java: no object model, no native memory, no other capi4j package.
 *
 * <p><b>Strings.</b> Where a Python string may hold anything, it is an {@code int[]} of code points, because a Java
 * {@code String} cannot tell two surrogates from one astral character. Where the text is ASCII by nature (numbers, reprs,
 * messages) it is a {@code String}; a lone surrogate in a {@code String} is a lone {@code char}. {@link
 * org.capi4j.text.CodePoints} converts.
 *
 * <p><b>Errors.</b> {@link org.capi4j.text.TextException} carries the kind of Python exception and CPython's message; {@link
 * org.capi4j.text.UnicodeException} also the five attributes of {@code UnicodeDecodeError} and {@code UnicodeEncodeError}.
 */
package org.capi4j.text;
