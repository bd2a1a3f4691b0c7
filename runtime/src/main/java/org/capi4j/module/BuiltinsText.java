package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** {@code builtins}: text of objects, and writing and reading it. */
@BuiltinModule("builtins")
public final class BuiltinsText {
    private BuiltinsText() {}

    @Method("repr")
    static long repr(long module, long object) {
        return Objects.repr(object);
    }

    @Method("ascii")
    static long ascii(long module, long object) {
        return Objects.ascii(object);
    }

    @Method("format")
    static long format(long module, long args, long nargs) {
        Arguments.checkPositional("format", nargs, 1, 2);
        long spec = nargs == 2 ? Memory.getLong(args + 8) : NULL;
        if (spec != NULL && !Namespace.isStr(spec)) {
            throw PyError.typeError("format() argument 2 must be str, not " + Arguments.typeName(spec));
        }
        return Objects.format(Memory.getLong(args), spec);
    }

    @Method("bin")
    static long bin(long module, long number) {
        return Numbers.toBase(number, 2);
    }

    @Method("oct")
    static long oct(long module, long number) {
        return Numbers.toBase(number, 8);
    }

    @Method("hex")
    static long hex(long module, long number) {
        return Numbers.toBase(number, 16);
    }

    @Method("chr")
    static long chr(long module, long number) {
        int point = Arguments.integer(number);
        if (point < 0 || point > Character.MAX_CODE_POINT) throw PyError.valueError("chr() arg not in range(0x110000)");
        return Strings.of(Character.toString(point));
    }

    @Method("ord")
    static long ord(long module, long character) {
        long size;
        int point = 0;
        if (Namespace.isStr(character)) {
            size = Strings.length(character);
            if (size == 1) point = Strings.get(Strings.kind(character), Strings.data(character), 0);
        } else if (TypeLookup.isInstance(character, BuiltinTypes.BYTES)) {
            size = BytesType.size(character);
            if (size == 1) point = Memory.getUnsignedByte(BytesType.data(character));
        } else if (TypeLookup.isInstance(character, BuiltinTypes.BYTE_ARRAY)) {
            size = Memory.getLong(character + PyVarObject.ob_size);
            if (size == 1) point = Memory.getUnsignedByte(Memory.getLong(character + org.capi4j.layout.PyByteArrayObject.ob_start));
        } else {
            throw PyError.typeError("ord() expected string of length 1, but " + TypeLookup.fullNameOf(character) + " found");
        }
        if (size != 1) throw PyError.typeError("ord() expected a character, but string of length " + size + " found");
        return LongType.of(point);
    }

    @Method("print")
    static long print(long module, long args, long nargs, long kwnames) {
        long[] options = KeywordArguments.parse("print", args + 8 * nargs, 0, kwnames, 0, 0, "sep", "end", "file", "flush");
        long file = options[2] == NULL || options[2] == Singletons.NONE ? TextFiles.standard("stdout") : References.newRef(options[2]);
        if (file == NULL) return Singletons.none();
        try {
            String separator = textOption("sep", options[0], " ");
            String end = textOption("end", options[1], "\n");
            for (long i = 0; i < nargs; i++) {
                if (i > 0) TextFiles.write(file, separator);
                TextFiles.writeObject(file, Memory.getLong(args + 8 * i), true);
            }
            TextFiles.write(file, end);
            if (options[3] != NULL && Objects.isTrue(options[3])) References.decref(Calls.callMethod(file, "flush"));
            return Singletons.none();
        } finally {
            References.decref(file);
        }
    }

    private static String textOption(String name, long value, String standard) {
        if (value == NULL || value == Singletons.NONE) return standard;
        if (!Namespace.isStr(value)) throw PyError.typeError(name + " must be None or a string, not " + TypeLookup.fullNameOf(value));
        return Strings.toJava(value);
    }

    @Method("input")
    static long input(long module, long args, long nargs) {
        Arguments.checkPositional("input", nargs, 0, 1);
        long file = DictType.get(Imports.sys(), "stdin");
        if (file == NULL || file == Singletons.NONE) throw PyError.runtimeError("input(): lost sys.stdin");
        prompt(nargs == 0 ? NULL : Memory.getLong(args));
        long line = TextFiles.line(file);
        try {
            String text = Strings.toJava(line);
            if (text.isEmpty()) throw PyError.of(Exceptions.EOFError, "EOF when reading a line");
            return Strings.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } finally {
            References.decref(line);
        }
    }

    private static void prompt(long prompt) {
        long file = TextFiles.standard("stdout");
        if (file == NULL) throw PyError.runtimeError("input(): lost sys.stdout");
        try {
            if (prompt != NULL) TextFiles.writeObject(file, prompt, true);
            References.decref(Calls.callMethod(file, "flush"));
        } finally {
            References.decref(file);
        }
    }
}
