package org.capi4j.generator.shim;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a C type is passed, and what it is in Java. */
enum CType {
    VOID("void", 'V'),
    POINTER("long", 'J'),
    LONG("long", 'J'),
    INT("int", 'I'),
    SHORT("short", 'S'),
    BYTE("byte", 'B'),
    DOUBLE("double", 'D'),
    FLOAT("float", 'F'),
    /** A struct by value: such functions are C's alone. */
    STRUCT("struct", '?');

    private static final Map<String, CType> NAMES = Stream.of(
                    names(VOID, "void"),
                    names(POINTER, "va_list", "PyThread_type_lock", "PyOS_sighandler_t"),
                    names(
                            LONG,
                            "long",
                            "unsigned long",
                            "long long",
                            "unsigned long long",
                            "size_t",
                            "int64_t",
                            "uint64_t",
                            "uintptr_t",
                            "intptr_t",
                            "time_t",
                            "Py_ssize_t",
                            "Py_hash_t",
                            "Py_uhash_t",
                            "_PyTime_t"),
                    names(
                            INT,
                            "int",
                            "unsigned int",
                            "unsigned",
                            "int32_t",
                            "uint32_t",
                            "uid_t",
                            "gid_t",
                            "Py_UCS4",
                            "PyGILState_STATE",
                            "PyLockStatus",
                            "PySendResult",
                            "PyMemAllocatorDomain",
                            "PyMemAllocatorName",
                            "_PyTime_round_t",
                            "_Py_error_handler"),
                    names(SHORT, "short", "unsigned short", "Py_UCS2"),
                    names(BYTE, "char", "signed char", "unsigned char", "Py_UCS1"),
                    names(DOUBLE, "double"),
                    names(FLOAT, "float"),
                    names(STRUCT, "Py_complex", "PyStatus"))
            .flatMap(names -> names.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Java's natural type. */
    final String java;

    private final char descriptor;

    CType(String java, char descriptor) {
        this.java = java;
        this.descriptor = descriptor;
    }

    private static Map<String, CType> names(CType type, String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, _ -> type));
    }

    /** The type behind a C spelling without a parameter name, or null for an unknown name. */
    static CType of(String spelled, Set<String> functionTypes) {
        if (spelled.contains("*") || spelled.contains("[")) {
            return POINTER;
        }
        String name = spelled.replaceAll("\\b(const|volatile|struct)\\b", "").strip();
        if (functionTypes.contains(name)) {
            return POINTER;
        }
        return name.startsWith("enum ") ? INT : NAMES.get(name);
    }

    /** The Java type of a guard's parameter or result: every integer and pointer is a long, so that stubs have few shapes. */
    String stub() {
        return this == DOUBLE || this == FLOAT ? java : "long";
    }

    char stubDescriptor() {
        return this == DOUBLE || this == FLOAT ? descriptor : 'J';
    }

    char descriptor() {
        return descriptor;
    }

    /** The value that says "failed", where no marker says another. */
    String errorValue() {
        return switch (this) {
            case VOID, POINTER -> "0";
            default -> "-1";
        };
    }
}
