package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code modsupport.h}: parsing arguments. 1 is success; the variadic functions are C's and call these with their {@code va_list}. */
@CApi
public final class PyArg {
    private PyArg() {}

    public static int PyArg_VaParse(@Nullable long args, long format, long va) {
        ArgumentParser.parseTuple(args, format, new VaList(va), false);
        return 1;
    }

    public static int _PyArg_VaParse_SizeT(@Nullable long args, long format, long va) {
        ArgumentParser.parseTuple(args, format, new VaList(va), true);
        return 1;
    }

    public static int c4j_va_PyArg_Parse(@Nullable long arg, long format, long va) {
        ArgumentParser.parse(arg, format, new VaList(va), false);
        return 1;
    }

    public static int c4j_va__PyArg_Parse_SizeT(@Nullable long arg, long format, long va) {
        ArgumentParser.parse(arg, format, new VaList(va), true);
        return 1;
    }

    public static int c4j_va__PyArg_ParseStack(long args, long nargs, long format, long va) {
        ArgumentParser.parseStack(args, nargs, format, new VaList(va), false);
        return 1;
    }

    public static int c4j_va__PyArg_ParseStack_SizeT(long args, long nargs, long format, long va) {
        ArgumentParser.parseStack(args, nargs, format, new VaList(va), true);
        return 1;
    }

    public static int PyArg_VaParseTupleAndKeywords(@Nullable long args, @Nullable long kwargs, long format, long keywords, long va) {
        KeywordParser.parse(args, kwargs, format, keywords, new VaList(va), false);
        return 1;
    }

    public static int _PyArg_VaParseTupleAndKeywords_SizeT(
            @Nullable long args, @Nullable long kwargs, long format, long keywords, long va) {
        KeywordParser.parse(args, kwargs, format, keywords, new VaList(va), true);
        return 1;
    }

    public static int _PyArg_VaParseTupleAndKeywordsFast(@Nullable long args, @Nullable long kwargs, long parser, long va) {
        StaticParser.parseTuple(args, kwargs, parser, new VaList(va), false);
        return 1;
    }

    public static int _PyArg_VaParseTupleAndKeywordsFast_SizeT(@Nullable long args, @Nullable long kwargs, long parser, long va) {
        StaticParser.parseTuple(args, kwargs, parser, new VaList(va), true);
        return 1;
    }

    public static int c4j_va__PyArg_ParseStackAndKeywords(long args, long nargs, @Nullable long kwnames, long parser, long va) {
        StaticParser.parseStack(args, nargs, kwnames, parser, new VaList(va), false);
        return 1;
    }

    public static int c4j_va__PyArg_ParseStackAndKeywords_SizeT(long args, long nargs, @Nullable long kwnames, long parser, long va) {
        StaticParser.parseStack(args, nargs, kwnames, parser, new VaList(va), true);
        return 1;
    }

    public static long _PyArg_UnpackKeywords(
            long args, long nargs, @Nullable long kwargs, @Nullable long kwnames, long parser, int minpos, int maxpos, int minkw, long buf) {
        return StaticParser.unpack(args, nargs, kwargs, kwnames, parser, minpos, maxpos, minkw, buf);
    }

    public static long _PyArg_UnpackKeywordsWithVararg(
            long args, long nargs, @Nullable long kwargs, @Nullable long kwnames, long parser, int minpos, int maxpos, int minkw, int vararg,
            long buf) {
        return StaticParser.unpackWithVararg(args, nargs, kwargs, kwnames, parser, minpos, maxpos, minkw, vararg, buf);
    }

    public static int c4j_va_PyArg_UnpackTuple(@Nullable long args, long name, long min, long max, long va) {
        if (!ArgumentParser.isTuple(args)) throw PyError.systemError("PyArg_UnpackTuple() argument list is not a tuple");
        ArgumentParser.unpack(TupleType.items(args), TupleType.size(args), name, min, max, new VaList(va));
        return 1;
    }

    public static int c4j_va__PyArg_UnpackStack(long args, long nargs, long name, long min, long max, long va) {
        ArgumentParser.unpack(args, nargs, name, min, max, new VaList(va));
        return 1;
    }

    public static int PyArg_ValidateKeywordArguments(long kwargs) {
        if (!TypeLookup.hasFlag(References.type(kwargs), Constants.Py_TPFLAGS_DICT_SUBCLASS)) throw PyError.badInternalCall();
        long[] entry = new long[2];
        for (long at = DictType.next(kwargs, 0, entry); at >= 0; at = DictType.next(kwargs, at, entry)) {
            if (!TypeLookup.hasFlag(References.type(entry[0]), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
                throw PyError.typeError("keywords must be strings");
            }
        }
        return 1;
    }

    public static int _PyArg_NoKeywords(long function, @Nullable long kwargs) {
        if (kwargs != NULL && !TypeLookup.hasFlag(References.type(kwargs), Constants.Py_TPFLAGS_DICT_SUBCLASS)) throw PyError.badInternalCall();
        Arguments.noKeywords(Memory.getString(function), kwargs);
        return 1;
    }

    public static int _PyArg_NoKwnames(long function, @Nullable long kwnames) {
        Arguments.noKeywordNames(Memory.getString(function), kwnames);
        return 1;
    }

    public static int _PyArg_NoPositional(long function, @Nullable long args) {
        if (args != NULL && !ArgumentParser.isTuple(args)) throw PyError.badInternalCall();
        Arguments.noPositional(Memory.getString(function), args);
        return 1;
    }

    public static int _PyArg_CheckPositional(long name, long nargs, long min, long max) {
        if (nargs < min || nargs > max) throw ArgumentParser.wrongCount(Memory.getString(name), nargs, min, max);
        return 1;
    }

    public static void _PyArg_BadArgument(long function, long display, long expected, long arg) {
        String type = arg == Singletons.NONE ? "None" : TypeLookup.fullNameOf(arg);
        org.capi4j.object.ErrorIndicator.restore(PyError.typeError(ArgumentParser.clip(Memory.getString(function), 200) + "() " + ArgumentParser.clip(Memory.getString(display), 200)
                + " must be " + ArgumentParser.clip(Memory.getString(expected), 50) + ", not " + ArgumentParser.clip(type, 50)));
    }
}
