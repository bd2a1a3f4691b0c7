package org.capi4j.module;

import java.security.MessageDigest;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** {@code _operator}: the operators as functions. The callable classes are {@link ItemGetterType}, {@link AttributeGetterType} and {@link MethodCallerType}. */
@BuiltinModule("_operator")
public final class OperatorModule {
    private OperatorModule() {}

    private static long left(String function, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 2, 2);
        return Memory.getLong(args);
    }

    private static long right(long args) {
        return Memory.getLong(args + 8);
    }

    @Method("neg")
    static long neg(long module, long object) {
        return Numbers.negative(object);
    }

    @Method("pos")
    static long pos(long module, long object) {
        return Numbers.positive(object);
    }

    @Method("inv")
    static long inv(long module, long object) {
        return Numbers.invert(object);
    }

    @Method("invert")
    static long invert(long module, long object) {
        return Numbers.invert(object);
    }

    @Method("abs")
    static long abs(long module, long object) {
        return Numbers.absolute(object);
    }

    @Method("index")
    static long index(long module, long object) {
        return Numbers.index(object);
    }

    @Method("add")
    static long add(long module, long args, long nargs) {
        return Numbers.add(left("add", args, nargs), right(args));
    }

    @Method("sub")
    static long sub(long module, long args, long nargs) {
        return Numbers.subtract(left("sub", args, nargs), right(args));
    }

    @Method("mul")
    static long mul(long module, long args, long nargs) {
        return Numbers.multiply(left("mul", args, nargs), right(args));
    }

    @Method("truediv")
    static long truediv(long module, long args, long nargs) {
        return Numbers.trueDivide(left("truediv", args, nargs), right(args));
    }

    @Method("floordiv")
    static long floordiv(long module, long args, long nargs) {
        return Numbers.floorDivide(left("floordiv", args, nargs), right(args));
    }

    @Method("mod")
    static long mod(long module, long args, long nargs) {
        return Numbers.remainder(left("mod", args, nargs), right(args));
    }

    @Method("matmul")
    static long matmul(long module, long args, long nargs) {
        return Numbers.matrixMultiply(left("matmul", args, nargs), right(args));
    }

    @Method("lshift")
    static long lshift(long module, long args, long nargs) {
        return Numbers.leftShift(left("lshift", args, nargs), right(args));
    }

    @Method("rshift")
    static long rshift(long module, long args, long nargs) {
        return Numbers.rightShift(left("rshift", args, nargs), right(args));
    }

    @Method("and_")
    static long and(long module, long args, long nargs) {
        return Numbers.and(left("and_", args, nargs), right(args));
    }

    @Method("or_")
    static long or(long module, long args, long nargs) {
        return Numbers.or(left("or_", args, nargs), right(args));
    }

    @Method("xor")
    static long xor(long module, long args, long nargs) {
        return Numbers.xor(left("xor", args, nargs), right(args));
    }

    @Method("iadd")
    static long iadd(long module, long args, long nargs) {
        return Numbers.inPlaceAdd(left("iadd", args, nargs), right(args));
    }

    @Method("isub")
    static long isub(long module, long args, long nargs) {
        return Numbers.inPlaceSubtract(left("isub", args, nargs), right(args));
    }

    @Method("imul")
    static long imul(long module, long args, long nargs) {
        return Numbers.inPlaceMultiply(left("imul", args, nargs), right(args));
    }

    @Method("itruediv")
    static long itruediv(long module, long args, long nargs) {
        return Numbers.inPlaceTrueDivide(left("itruediv", args, nargs), right(args));
    }

    @Method("ifloordiv")
    static long ifloordiv(long module, long args, long nargs) {
        return Numbers.inPlaceFloorDivide(left("ifloordiv", args, nargs), right(args));
    }

    @Method("imod")
    static long imod(long module, long args, long nargs) {
        return Numbers.inPlaceRemainder(left("imod", args, nargs), right(args));
    }

    @Method("imatmul")
    static long imatmul(long module, long args, long nargs) {
        return Numbers.inPlaceMatrixMultiply(left("imatmul", args, nargs), right(args));
    }

    @Method("ilshift")
    static long ilshift(long module, long args, long nargs) {
        return Numbers.inPlaceLeftShift(left("ilshift", args, nargs), right(args));
    }

    @Method("irshift")
    static long irshift(long module, long args, long nargs) {
        return Numbers.inPlaceRightShift(left("irshift", args, nargs), right(args));
    }

    @Method("iand")
    static long iand(long module, long args, long nargs) {
        return Numbers.inPlaceAnd(left("iand", args, nargs), right(args));
    }

    @Method("ior")
    static long ior(long module, long args, long nargs) {
        return Numbers.inPlaceOr(left("ior", args, nargs), right(args));
    }

    @Method("ixor")
    static long ixor(long module, long args, long nargs) {
        return Numbers.inPlaceXor(left("ixor", args, nargs), right(args));
    }

    @Method("pow")
    static long pow(long module, long args, long nargs) {
        return Numbers.power(left("pow", args, nargs), right(args), Singletons.NONE);
    }

    @Method("ipow")
    static long ipow(long module, long args, long nargs) {
        return Numbers.inPlacePower(left("ipow", args, nargs), right(args), Singletons.NONE);
    }

    @Method("lt")
    static long lt(long module, long args, long nargs) {
        return Objects.richCompare(left("lt", args, nargs), right(args), Constants.Py_LT);
    }

    @Method("le")
    static long le(long module, long args, long nargs) {
        return Objects.richCompare(left("le", args, nargs), right(args), Constants.Py_LE);
    }

    @Method("eq")
    static long eq(long module, long args, long nargs) {
        return Objects.richCompare(left("eq", args, nargs), right(args), Constants.Py_EQ);
    }

    @Method("ne")
    static long ne(long module, long args, long nargs) {
        return Objects.richCompare(left("ne", args, nargs), right(args), Constants.Py_NE);
    }

    @Method("gt")
    static long gt(long module, long args, long nargs) {
        return Objects.richCompare(left("gt", args, nargs), right(args), Constants.Py_GT);
    }

    @Method("ge")
    static long ge(long module, long args, long nargs) {
        return Objects.richCompare(left("ge", args, nargs), right(args), Constants.Py_GE);
    }

    @Method("truth")
    static long truth(long module, long object) {
        return BoolType.of(Objects.isTrue(object));
    }

    @Method("not_")
    static long not(long module, long object) {
        return BoolType.of(!Objects.isTrue(object));
    }

    @Method("is_")
    static long is(long module, long args, long nargs) {
        return BoolType.of(left("is_", args, nargs) == right(args));
    }

    @Method("is_not")
    static long isNot(long module, long args, long nargs) {
        return BoolType.of(left("is_not", args, nargs) != right(args));
    }

    @Method("concat")
    static long concat(long module, long args, long nargs) {
        return Sequences.concat(left("concat", args, nargs), right(args));
    }

    @Method("iconcat")
    static long iconcat(long module, long args, long nargs) {
        return Sequences.inPlaceConcat(left("iconcat", args, nargs), right(args));
    }

    /** Takes equally long however soon the two differ. */
    @Method("_compare_digest")
    static long compareDigest(long module, long args, long nargs) {
        long left = left("_compare_digest", args, nargs);
        long right = right(args);
        boolean text = Namespace.isStr(left) && Namespace.isStr(right);
        return BoolType.of(MessageDigest.isEqual(digest(left, text), digest(right, text)));
    }

    private static byte[] digest(long object, boolean text) {
        if (text) {
            if (!Strings.isAscii(object)) throw PyError.typeError("comparing strings with non-ASCII characters is not supported");
            return Memory.getBytes(Strings.data(object), Strings.length(object));
        }
        if (Namespace.isStr(object)) throw PyError.typeError("a bytes-like object is required, not '" + TypeLookup.fullNameOf(object) + "'");
        long bytes = Objects.bytes(object);
        try {
            return BytesType.toJava(bytes);
        } finally {
            References.decref(bytes);
        }
    }

    @Method("contains")
    static long contains(long module, long args, long nargs) {
        try {
            return BoolType.of(Sequences.contains(left("contains", args, nargs), right(args)));
        } catch (PyError error) {
            if (error.isSilent()) return BoolType.of(true); // CPython asks for an error, and takes -1 for an answer otherwise
            throw error;
        }
    }

    @Method("countOf")
    static long countOf(long module, long args, long nargs) {
        return LongType.of(Sequences.count(left("countOf", args, nargs), right(args), Sequences.Search.COUNT));
    }

    @Method("indexOf")
    static long indexOf(long module, long args, long nargs) {
        return LongType.of(Sequences.count(left("indexOf", args, nargs), right(args), Sequences.Search.INDEX));
    }

    @Method("getitem")
    static long getitem(long module, long args, long nargs) {
        return Objects.getItem(left("getitem", args, nargs), right(args));
    }

    @Method("setitem")
    static long setitem(long module, long args, long nargs) {
        Arguments.checkPositional("setitem", nargs, 3, 3);
        Objects.setItem(Memory.getLong(args), right(args), Memory.getLong(args + 16));
        return Singletons.none();
    }

    @Method("delitem")
    static long delitem(long module, long args, long nargs) {
        Objects.delItem(left("delitem", args, nargs), right(args));
        return Singletons.none();
    }

    @Method("length_hint")
    static long lengthHint(long module, long args, long nargs) {
        Arguments.checkPositional("length_hint", nargs, 1, 2);
        long fallback = 0;
        if (nargs == 2) {
            long given = right(args);
            if (!LongType.isInstance(given)) {
                throw PyError.typeError("'" + TypeLookup.fullNameOf(given) + "' object cannot be interpreted as an integer");
            }
            fallback = Numbers.asSsize(given, Exceptions.OverflowError);
        }
        return LongType.of(Objects.lengthHint(Memory.getLong(args), fallback));
    }

    @Method("call")
    static long call(long module, long args, long nargs, long kwnames) {
        if (Arguments.count(nargs) == 0) throw PyError.typeError("call expected at least 1 argument, got 0");
        return Calls.vectorcall(Memory.getLong(args), args + 8, Arguments.count(nargs) - 1, kwnames);
    }

    static void fill(long dict) {
        DictType.set(dict, "itemgetter", Shim.symbol("c4j_ItemGetter_Type"));
        DictType.set(dict, "attrgetter", Shim.symbol("c4j_AttributeGetter_Type"));
        DictType.set(dict, "methodcaller", Shim.symbol("c4j_MethodCaller_Type"));
    }

    private static final List<String> KEYWORDS = List.of("and", "not", "or");
    private static final List<String> SPECIAL = List.of(
            "abs", "add", "and", "call", "concat", "contains", "delitem", "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat",
            "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index", "inv", "invert", "ior", "ipow", "irshift", "isub", "itruediv", "ixor",
            "le", "lshift", "lt", "matmul", "mod", "mul", "ne", "neg", "not", "or", "pos", "pow", "rshift", "setitem", "sub", "truediv", "xor");

    /** {@code operator} has what {@code _operator} has, and the operators again under the names of their methods. */
    static void fillPublic(long dict) {
        JavaModules.copy("_operator", dict, name -> !name.startsWith("_"));
        for (String name : SPECIAL) DictType.set(dict, "__" + name + "__", DictType.get(dict, KEYWORDS.contains(name) ? name + "_" : name));
        DictType.set(dict, "_abs", DictType.get(dict, "abs"));
    }
}
