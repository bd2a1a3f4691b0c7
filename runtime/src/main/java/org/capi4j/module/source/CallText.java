package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** How a class is called, as {@code inspect.signature} writes it, for classes whose {@code __init__} has a code object. */
final class CallText {
    private final Activation call;
    private final long function;
    private final long code;
    private final long names;
    private final StringBuilder text = new StringBuilder("(");

    private CallText(Activation call, long function, long code) {
        this.call = call;
        this.function = function;
        this.code = code;
        names = call.get(code, "co_varnames");
    }

    /** The parameters without {@code self}, in parentheses; nothing where the class doesn't say. */
    static String of(Activation call, long cls) {
        long init = TypeLookup.lookup(cls, "__init__");
        if (init == TypeLookup.lookup(BuiltinTypes.OBJECT, "__init__")) {
            boolean plain = TypeLookup.lookup(cls, "__new__") == TypeLookup.lookup(BuiltinTypes.OBJECT, "__new__");
            return plain ? "()" : "";
        }
        long code = init == NULL ? NULL : call.find(init, "__code__");
        return code == NULL ? "" : new CallText(call, init, code).write();
    }

    private String write() {
        int positionalOnly = (int) call.number(code, "co_posonlyargcount");
        int positional = (int) call.number(code, "co_argcount");
        int keywordOnly = (int) call.number(code, "co_kwonlyargcount");
        long flags = call.number(code, "co_flags");
        boolean rest = (flags & 4) != 0;
        int next = positional + keywordOnly;
        for (int i = 1; i < positional; i++) {
            parameter("", i, positionalDefault(i, positional));
            if (i + 1 == positionalOnly) separate("/");
        }
        if (rest) parameter("*", next++, NULL);
        else if (keywordOnly > 0) separate("*");
        for (int i = positional; i < positional + keywordOnly; i++) parameter("", i, keywordDefault(i));
        if ((flags & 8) != 0) parameter("**", next, NULL);
        text.append(')');
        long returned = annotation("return");
        if (returned != NULL && returned != Singletons.NONE) text.append(" -> ").append(annotationText(returned));
        return text.toString().replace(" -> None", "");
    }

    private void separate(String part) {
        text.append(text.length() > 1 ? ", " : "").append(part);
    }

    private void parameter(String stars, int index, long value) {
        String name = Strings.toJava(TupleType.get(names, index));
        separate(stars + name);
        long annotation = annotation(name);
        if (annotation != NULL) text.append(": ").append(annotationText(annotation));
        if (value != NULL) text.append(annotation != NULL ? " = " : "=").append(Objects.reprString(value));
    }

    private long positionalDefault(int index, int positional) {
        long defaults = call.find(function, "__defaults__");
        int required = positional - (defaults == NULL || defaults == Singletons.NONE ? 0 : (int) TupleType.size(defaults));
        return index < required ? NULL : TupleType.get(defaults, index - required);
    }

    private long keywordDefault(int index) {
        long defaults = call.find(function, "__kwdefaults__");
        return defaults == NULL || defaults == Singletons.NONE ? NULL : DictType.get(defaults, TupleType.get(names, index));
    }

    private long annotation(String name) {
        long annotations = call.find(function, "__annotations__");
        return annotations == NULL || annotations == Singletons.NONE ? NULL : DictType.get(annotations, name);
    }

    private String annotationText(long annotation) {
        long module = call.find(annotation, "__module__");
        String owner = module == NULL ? "" : Objects.strString(module);
        if (owner.equals("typing")) return Objects.reprString(annotation).replace("typing.", "");
        if (GenericAliasType.isInstance(annotation)) return Objects.strString(annotation);
        if (!TypeLookup.isType(annotation)) return Objects.reprString(annotation);
        return (owner.equals("builtins") ? "" : owner + ".") + call.text(annotation, "__qualname__");
    }
}
