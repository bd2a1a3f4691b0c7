package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import java.util.function.ToLongFunction;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Functions that are Python source in CPython and Java here: real function objects, with a {@code def} statement's parameters, defaults and attributes.
 * The code's bytecode is an instruction that no Python has; its second constant is the built-in function that gets the parameters' values, in
 * {@code co_varnames}' order. What is made anew of such code can so be called, too.
 */
public final class SourceFunctions {
    /** RESUME, then: return what the constant 1 returns of the local variables. */
    private static final byte[] BYTECODE = {(byte) 0x97, 0, (byte) 0xfe, 1};

    private static final int OPTIMIZED_WITH_NEW_LOCALS = 3;
    private static final int GENERATOR = 0x20;
    private static final byte[] LINES = {};

    private SourceFunctions() {}

    /**
     * A new function.
     *
     * @param generator whether calls return a generator, over the items of the iterator that the body returns
     * @param globals  the dict of its module, borrowed
     * @param body     the built-in function
     * @param literal  a new reference to the value of a default
     */
    public static long make(String qualname, Signature signature, boolean generator, long globals, long body, ToLongFunction<String> literal) {
        long code = code(qualname, signature, generator, body);
        try {
            long function = FunctionType.make(code, globals, NULL);
            try {
                setDefaults(function, signature, literal);
                return function;
            } catch (PyError failure) {
                References.decref(function);
                throw failure;
            }
        } finally {
            References.decref(code);
        }
    }

    private static long code(String qualname, Signature signature, boolean generator, long body) {
        int flags = (generator ? GENERATOR : 0) | OPTIMIZED_WITH_NEW_LOCALS | (signature.varArguments() ? CodeType.VARARGS : 0) | (signature.varKeywords() ? CodeType.VARKEYWORDS : 0);
        int locals = signature.names().size();
        try (OwnedObjects own = new OwnedObjects()) {
            long file = own.add(Strings.of("<capi4j>"));
            long name = own.add(Strings.of(qualname.substring(qualname.lastIndexOf('.') + 1)));
            long fullName = own.add(Strings.of(qualname));
            long bytecode = own.add(BytesType.of(BYTECODE));
            long lines = own.add(BytesType.of(LINES));
            long constants = own.add(TupleType.of(Singletons.NONE, body));
            long none = own.add(TupleType.empty());
            return CodeType.make(new CodeType.Parts(
                    signature.positional(), signature.positionalOnly(), signature.keywordOnly(), locals, locals + 1, flags, bytecode, constants, none,
                    own.add(names(signature.names())), none, none, file, name, fullName, 1, lines, lines));
        }
    }

    private static long names(List<String> names) {
        long tuple = TupleType.make(names.size());
        try {
            for (int i = 0; i < names.size(); i++) TupleType.init(tuple, i, StrType.intern(names.get(i)));
            return tuple;
        } catch (PyError failure) {
            References.decref(tuple);
            throw failure;
        }
    }

    private static void setDefaults(long function, Signature signature, ToLongFunction<String> literal) {
        List<String> texts = signature.defaults();
        int first = 0;
        while (first < signature.positional() && texts.get(first) == null) first++;
        if (first < signature.positional()) {
            long defaults = TupleType.make(signature.positional() - first);
            Memory.putLong(function + PyFunctionObject.func_defaults, defaults);
            for (int i = first; i < signature.positional(); i++) TupleType.init(defaults, i - first, literal.applyAsLong(texts.get(i)));
        }
        for (int i = signature.positional(); i < texts.size(); i++) {
            if (texts.get(i) == null) continue;
            long kwdefaults = FunctionType.get(function, PyFunctionObject.func_kwdefaults);
            if (kwdefaults == NULL) Memory.putLong(function + PyFunctionObject.func_kwdefaults, kwdefaults = DictType.make());
            long value = literal.applyAsLong(texts.get(i));
            DictType.set(kwdefaults, signature.names().get(i), value);
            References.decref(value);
        }
    }

    /** The built-in function that the code calls, borrowed; NULL where it is Python's. */
    private static long body(long code) {
        boolean ours = Memory.getInt(code + PyCodeObject.co_code_adaptive) == (0x97 | 0xfe << 16 | 1 << 24);
        long constants = Memory.getLong(code + PyCodeObject.co_consts);
        if (!ours || Memory.getLong(code + org.capi4j.layout.PyVarObject.ob_size) != BYTECODE.length / 2 || TupleType.size(constants) != 2) return NULL;
        long body = TupleType.get(constants, 1);
        return References.type(body) == BuiltinTypes.C_FUNCTION ? body : NULL;
    }

    /** {@code _PyFunction_Vectorcall}. */
    public static long call(long function, long args, long nargsf, long kwnames) {
        long code = FunctionType.get(function, PyFunctionObject.func_code);
        long body = body(code);
        if (body == NULL) throw PyError.notImplemented("calling a function of Python source");
        References.newRef(code);
        Recursion.enter("");
        try (Locals locals = new Locals(function, code)) {
            locals.bind(args, Arguments.count(nargsf), kwnames);
            boolean generator = (Memory.getInt(code + PyCodeObject.co_flags) & GENERATOR) != 0;
            if (generator) return GeneratorType.make(function, body, Calls.tuple(locals.array(), locals.count()));
            return Calls.vectorcall(body, locals.array(), locals.count(), NULL);
        } finally {
            Recursion.leave();
            References.decref(code);
        }
    }
}
