package org.capi4j.module;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.type.DictType;

/** {@code numbers}: the tower of abstract number classes. Their methods are Python source, which isn't here. */
final class NumbersModule {
    private NumbersModule() {}

    static void fill(long dict) {
        define(dict, "Number");
        define(dict, "Complex", DictType.get(dict, "Number"));
        define(dict, "Real", DictType.get(dict, "Complex"));
        define(dict, "Rational", DictType.get(dict, "Real"));
        define(dict, "Integral", DictType.get(dict, "Rational"));
        AbcRegistry.current().add(DictType.get(dict, "Complex"), BuiltinTypes.COMPLEX);
        AbcRegistry.current().add(DictType.get(dict, "Real"), BuiltinTypes.FLOAT);
        AbcRegistry.current().add(DictType.get(dict, "Integral"), BuiltinTypes.INT);
    }

    private static void define(long dict, String name, long... bases) {
        Namespace.steal(dict, name, AbcMetaType.make(name, "numbers", new String[0], bases));
    }
}
