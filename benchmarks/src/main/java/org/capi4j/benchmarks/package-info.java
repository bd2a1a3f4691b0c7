/**
 * What calls cost, one class per question, the native part ({@code demo.c}, {@code apibench.c}) beside it. Contenders have the same
 * method names: {@code floor} is a bare FFM downcall of the same shape, {@code typed} a bound interface, {@code generic} the call by name.
 */
package org.capi4j.benchmarks;
