package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;

/** Programs in place of the process, which ends the JVM, and in a process of their own. */
@BuiltinModule("posix")
public final class PosixSpawning {
    private PosixSpawning() {}

    @Method("execv")
    static long execv(long module, long args, long nargs) {
        Arguments.checkPositional("execv", nargs, 2, 2);
        long path = PathArgument.bytes("execv", "path", Memory.getLong(args), "string, bytes or os.PathLike");
        try (StringVector arguments = StringVector.arguments(Memory.getLong(args + 8), "execv() arg 2")) {
            long failure = SystemCall.ofInt("execv", BytesType.data(path), arguments.address());
            throw FileSystem.error((int) -failure);
        } finally {
            References.decref(path);
        }
    }

    @Method("execve")
    static long execve(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("execve", args, nargs, kwnames, 3, 3, "path", "argv", "env");
        boolean descriptor = Numbers.isIndex(values[0]);
        if (!descriptor) References.decref(PathArgument.bytes("execve", "path", values[0], "string, bytes, os.PathLike or integer"));
        try (StringVector arguments = StringVector.arguments(values[1], "execve: argv");
                StringVector environment = StringVector.environment(values[2], "execve")) {
            return PathArgument.run("execve", "path", values[0], true, (path, file) -> path != NULL
                    ? SystemCall.ofInt("execve", path, arguments.address(), environment.address())
                    : SystemCall.ofInt("fexecve", file, arguments.address(), environment.address()));
        }
    }

    @Method("posix_spawn")
    static long spawn(long module, long args, long nargs, long kwnames) {
        return spawn("posix_spawn", args, nargs, kwnames);
    }

    @Method("posix_spawnp")
    static long spawnOnPath(long module, long args, long nargs, long kwnames) {
        return spawn("posix_spawnp", args, nargs, kwnames);
    }

    private static long spawn(String function, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse(function, args, nargs, kwnames, 3, 3, "", "", "",
                "file_actions", "setpgroup", "resetids", "setsid", "setsigmask", "setsigdef", "scheduler");
        long path = PathArgument.bytes(function, "path", values[0], "string, bytes or os.PathLike");
        try (StringVector arguments = StringVector.arguments(values[1], function + ": argv");
                StringVector environment = StringVector.environment(values[2], function);
                SpawnActions actions = SpawnActions.of(values[3]);
                SpawnAttributes attributes = SpawnAttributes.of(function, values)) {
            long[] call = {0, BytesType.data(path), actions.address(), attributes.address(), arguments.address(), environment.address()};
            return LongType.of(spawned(function, call, values[0]));
        } finally {
            References.decref(path);
        }
    }

    /** The block: six arguments, and where the process's number is put. */
    private static int spawned(String function, long[] call, long path) {
        long block = Allocation.allocate(8L * (call.length + 1));
        try {
            call[0] = block + 8L * call.length;
            for (int i = 0; i < call.length; i++) Memory.putLong(block + 8L * i, call[i]);
            int failure = (int) SystemCall.ofWide(function, block);
            if (failure != 0) throw FileSystem.error(failure, path);
            return Memory.getInt(block + 8L * call.length);
        } finally {
            Allocation.free(block);
        }
    }
}
