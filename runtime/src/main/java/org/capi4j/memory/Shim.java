package org.capi4j.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * The shim: the native library that exports CPython's C API to extensions. It is shipped inside the jar, unpacked once into a
 * cache folder of the user's under its content's hash (which the build wrote beside it: hashing takes 30 ms of a start), and opened
 * with {@code RTLD_GLOBAL}, so that its soname satisfies extensions that name libpython as needed. {@code -Dcapi4j.shim=FILE} opens
 * that file instead.
 */
public final class Shim {
    private static final String RESOURCE = "/org/capi4j/native/linux-x86_64/libpython3.11.so.1.0";
    /** {@code RTLD_DEFAULT}, for {@link #find}: everything that is loaded globally. */
    public static final long DEFAULT_SCOPE = 0;

    private static final long RTLD_NOW = 2;
    private static final long RTLD_GLOBAL = 0x100;

    private static final Path LIBRARY = library();
    private static final long DLOPEN = libc("dlopen");
    private static final long DLSYM = libc("dlsym");
    private static final long DLERROR = libc("dlerror"); // looking for it would be the last thing that went well

    private static final long HANDLE = open();

    private Shim() {}

    /** The shim's own library handle. */
    public static long handle() {
        return HANDLE;
    }

    /** The address of a symbol of the shim; a missing one is an error of the build. */
    public static long symbol(String name) {
        long address = find(HANDLE, name);
        if (address == Memory.NULL) throw new UnsatisfiedLinkError("capi4j: the shim has no symbol " + name);
        return address;
    }

    /** The address of {@code name} in the library {@code handle}, or NULL. */
    public static long find(long handle, String name) {
        if (Jni.used) return Jni.find(handle, name);
        try (Arena arena = Arena.ofConfined()) {
            return NativeCall.call(DLSYM, handle, Memory.string(arena, name));
        }
    }

    /** Opens a library for good (nothing is ever closed); NULL when it fails: {@link #error()} has the reason. */
    public static long open(String path, boolean global) {
        try (Arena arena = Arena.ofConfined()) {
            return NativeCall.call(DLOPEN, Memory.string(arena, path), RTLD_NOW | (global ? RTLD_GLOBAL : 0));
        }
    }

    /** The dynamic linker's last message. */
    public static String error() {
        return Memory.getString(NativeCall.call(DLERROR));
    }

    /** A handle on a function of the shim with more parameters than {@link NativeCall} has; all of them and the result are longs. */
    public static MethodHandle function(String name, int arity) {
        return NativeCall.handle(arity).bindTo(MemorySegment.ofAddress(symbol(name)));
    }

    /** A C function pointer that calls {@code target} (whose parameters and result are long, double or float), for good. */
    public static long upcall(MethodHandle target) {
        MemoryLayout[] parameters = target.type().parameterList().stream().map(Shim::layout).toArray(MemoryLayout[]::new);
        Class<?> result = target.type().returnType();
        FunctionDescriptor descriptor =
                result == void.class ? FunctionDescriptor.ofVoid(parameters) : FunctionDescriptor.of(layout(result), parameters);
        return Linker.nativeLinker().upcallStub(target, descriptor, Arena.global()).address();
    }

    private static MemoryLayout layout(Class<?> type) {
        if (type == long.class) return JAVA_LONG;
        if (type == double.class) return java.lang.foreign.ValueLayout.JAVA_DOUBLE;
        if (type == float.class) return java.lang.foreign.ValueLayout.JAVA_FLOAT;
        throw new IllegalArgumentException("a stub's types are long, double or float, not " + type);
    }

    private static long libc(String name) {
        return Jni.used ? Jni.find(DEFAULT_SCOPE, name) : Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
    }

    private static Path library() {
        String chosen = System.getProperty("capi4j.shim");
        Path root = Platform.requireSupported();
        Platform.requireNativeAccess();
        Path library = root.resolve(chosen != null ? Path.of(chosen) : unpacked());
        Jni.load(library);
        return library;
    }

    private static long open() {
        long handle = open(LIBRARY.toString(), true);
        if (handle == Memory.NULL) throw new UnsatisfiedLinkError("capi4j: cannot open the shim: " + error());
        return handle;
    }

    private static Path unpacked() {
        try {
            Path folder = Platform.cacheFolder().resolve(new String(resource(RESOURCE + ".sha256"), StandardCharsets.US_ASCII));
            Path library = folder.resolve("libpython3.11.so.1.0");
            if (!Files.exists(library)) write(folder, library, resource(RESOURCE));
            return library;
        } catch (IOException failure) {
            throw new UnsatisfiedLinkError("capi4j: cannot unpack the shim (-Dcapi4j.cache=FOLDER names another folder): " + failure);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = Shim.class.getResourceAsStream(name)) {
            if (resource == null) throw new UnsatisfiedLinkError("capi4j: the shim is not in the jar: " + name);
            return resource.readAllBytes();
        }
    }

    /** Written beside and renamed, so that another process never opens half a library. */
    private static void write(Path folder, Path library, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "shim", ".part");
        try {
            Files.write(partial, content);
            Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
