package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.capi4j.layout.Constants;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.DigitLimit;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.NamespaceType;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;

/** The attributes of {@code sys} that are made when somebody first looks: their types cost more than all the rest of the module. */
public final class SysInfo {
    /** Their names. */
    static final List<String> NAMES =
            List.of("flags", "float_info", "hash_info", "implementation", "int_info", "stdlib_module_names", "thread_info", "version_info");

    private static final StructSequences.Shape FLAGS = new StructSequences.Shape(
            "sys.flags", "Flags of the command line and the environment: all at their defaults here.",
            "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose",
            "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path",
            "int_max_str_digits");
    private static final StructSequences.Shape FLOAT = new StructSequences.Shape(
            "sys.float_info", "What a float can hold.",
            "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds");
    private static final StructSequences.Shape HASH = new StructSequences.Shape(
            "sys.hash_info", "How hashes are computed.",
            "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff");
    private static final StructSequences.Shape INT = new StructSequences.Shape(
            "sys.int_info", "How an int is kept.", "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold");
    private static final StructSequences.Shape THREAD =
            new StructSequences.Shape("sys.thread_info", "How threads are implemented.", "name", "lock", "version");
    private static final StructSequences.Shape VERSION = new StructSequences.Shape(
            "sys.version_info", "The version in parts.", "major", "minor", "micro", "releaselevel", "serial");

    private SysInfo() {}

    /** A new reference to the attribute, which is in {@code sys} from now on; NULL for a name that is none of these. */
    static long get(long sys, String name) {
        long known = DictType.get(sys, name);
        if (known != NULL) return References.newRef(known);
        long value = make(sys, name);
        if (value != NULL) DictType.set(sys, name, value);
        return value;
    }

    private static long make(long sys, String name) {
        return switch (name) {
            case "flags" -> flags();
            case "float_info" -> floatInfo();
            case "hash_info" -> hashInfo();
            case "implementation" -> implementation(sys);
            case "int_info" -> intInfo();
            case "stdlib_module_names" -> standardModules();
            case "thread_info" -> StructSequences.make(THREAD, Strings.of("pthread"), Strings.of("mutex+cond"), Singletons.none());
            case "version_info" -> versionInfo();
            default -> NULL;
        };
    }

    /** The names of the modules that come with CPython 3.11, whether they are here or not. */
    private static long standardModules() {
        try (var reader = new BufferedReader(
                new InputStreamReader(SysInfo.class.getResourceAsStream("stdlib-module-names.txt"), StandardCharsets.US_ASCII))) {
            long names = Namespace.list(reader.lines().toList());
            try {
                return SetType.makeFrozen(names);
            } finally {
                References.decref(names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] integers(long... values) {
        return LongStream.of(values).map(LongType::of).toArray();
    }

    private static long flags() {
        long[] values = integers(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, DigitLimit.get());
        values[13] = BoolType.of(false);
        values[16] = BoolType.of(true);
        return StructSequences.make(FLAGS, values);
    }

    /** {@code PyFloat_GetInfo}. */
    public static long floatInfo() {
        long[] values = integers(0, 1024, 308, 0, -1021, -307, 15, 53, 0, 2, 1);
        values[0] = FloatType.of(Double.MAX_VALUE);
        values[3] = FloatType.of(Double.MIN_NORMAL);
        values[8] = FloatType.of(Math.ulp(1.0));
        return StructSequences.make(FLOAT, values);
    }

    /** {@code PyLong_GetInfo}. */
    public static long intInfo() {
        return StructSequences.make(INT, integers(30, 4, 4300, 640));
    }

    private static long hashInfo() {
        long[] values = integers(64, (1L << 61) - 1, 314159, 0, 1000003, 0, 64, 128, 0);
        References.decref(values[5]);
        values[5] = Strings.of("siphash13");
        return StructSequences.make(HASH, values);
    }

    private static long versionInfo() {
        return StructSequences.make(VERSION,
                LongType.of(Constants.PY_MAJOR_VERSION), LongType.of(Constants.PY_MINOR_VERSION), LongType.of(Constants.PY_MICRO_VERSION),
                Strings.of("final"), LongType.of(0));
    }

    /** Its cache tag is the one that names extension files. */
    private static long implementation(long sys) {
        long contents = DictType.make();
        try {
            Namespace.put(contents, "name", "capi4j");
            Namespace.put(contents, "cache_tag", "cpython-311");
            Namespace.steal(contents, "version", get(sys, "version_info"));
            Namespace.put(contents, "hexversion", Constants.PY_VERSION_HEX);
            Namespace.put(contents, "_multiarch", "x86_64-linux-gnu");
            return NamespaceType.make(contents);
        } finally {
            References.decref(contents);
        }
    }
}
