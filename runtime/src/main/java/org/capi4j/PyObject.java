package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.capi4j.layout.Constants;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * A handle on a Python object: it owns one reference. {@link #close()} gives the reference up at once; a handle that is forgotten gives it up
 * some time after it became unreachable. Every method may be called from any thread; it takes the interpreter's GIL. Arguments are
 * Java values or handles, converted as {@link Interpreter#convert} says; errors are {@link PyException}s; a closed handle is an
 * {@link IllegalStateException}.
 */
public class PyObject implements AutoCloseable {
    private final Interpreter interpreter;
    private final Handles.Handle handle;

    /** What Java objects this handle keeps alive while the interpreter looks for garbage that spans both heaps. */
    Object keeps;

    /** Takes over the caller's reference to {@code object}. The GIL is held. */
    PyObject(Interpreter interpreter, long object) {
        this.interpreter = interpreter;
        this.handle = interpreter.handles().add(this, object);
    }

    /** The interpreter that this object belongs to. */
    public final Interpreter interpreter() {
        return interpreter;
    }

    final long address() {
        long object = handle.address();
        if (object == NULL) throw new IllegalStateException("this handle is closed");
        return object;
    }

    /** Runs {@code action} with the GIL held; this handle can't be taken for forgotten meanwhile. */
    private <T> T locked(Supplier<T> action) {
        try {
            return interpreter.locked(action);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Gives up the reference. Closing twice is harmless, as is closing after the interpreter's end. */
    @Override
    public void close() {
        if (handle.address() != NULL) interpreter.release(handle);
    }

    /** Another handle on the same object. */
    public PyObject copy() {
        return locked(() -> interpreter.wrap(References.newRef(address())));
    }

    /** {@code type(object).__name__}, with the module in front where that isn't {@code builtins}. */
    public String typeName() {
        return locked(() -> TypeLookup.fullNameOf(address()));
    }

    /** {@code getattr(object, name)} as a handle. */
    public PyObject getAttr(String name) {
        return locked(() -> interpreter.wrap(Objects.getAttr(address(), name)));
    }

    /** {@code getattr(object, name)} as a Java value. */
    public Object get(String name) {
        return locked(() -> interpreter.toJava(Objects.getAttr(address(), name)));
    }

    /** {@code hasattr(object, name)}. */
    public boolean hasAttr(String name) {
        return locked(() -> Objects.hasAttr(address(), name));
    }

    /** {@code setattr(object, name, value)}. */
    public void setAttr(String name, Object value) {
        locked(() -> {
            long converted = interpreter.toPython(value);
            try {
                Objects.setAttr(address(), name, converted);
            } finally {
                References.decref(converted);
            }
            return null;
        });
    }

    /** {@code delattr(object, name)}. */
    public void delAttr(String name) {
        locked(() -> {
            Objects.setAttr(address(), name, NULL);
            return null;
        });
    }

    /** {@code object(*args)} as a Java value. */
    public Object call(Object... args) {
        return locked(() -> interpreter.toJava(callAddress(address(), args, Map.of())));
    }

    /** {@code object(*args, **kwargs)} as a Java value. */
    public Object call(List<?> args, Map<String, ?> kwargs) {
        return locked(() -> interpreter.toJava(callAddress(address(), args.toArray(), kwargs)));
    }

    /** {@code object(*args, **kwargs)} as a handle, whatever the result is. */
    public PyObject invoke(List<?> args, Map<String, ?> kwargs) {
        return locked(() -> interpreter.wrap(callAddress(address(), args.toArray(), kwargs)));
    }

    /** {@code object.name(*args)} as a Java value. */
    public Object callMethod(String name, Object... args) {
        return locked(() -> {
            long method = Objects.getAttr(address(), name);
            try {
                return interpreter.toJava(callAddress(method, args, Map.of()));
            } finally {
                References.decref(method);
            }
        });
    }

    /** {@code object.name(*args, **kwargs)} as a Java value. */
    public Object callMethod(String name, List<?> args, Map<String, ?> kwargs) {
        return locked(() -> {
            long method = Objects.getAttr(address(), name);
            try {
                return interpreter.toJava(callAddress(method, args.toArray(), kwargs));
            } finally {
                References.decref(method);
            }
        });
    }

    /** {@code object.name(*args, **kwargs)} as a handle. */
    public PyObject invokeMethod(String name, List<?> args, Map<String, ?> kwargs) {
        return locked(() -> {
            long method = Objects.getAttr(address(), name);
            try {
                return interpreter.wrap(callAddress(method, args.toArray(), kwargs));
            } finally {
                References.decref(method);
            }
        });
    }

    /** {@code callable(*args, **kwargs)}, a new reference. The GIL is held. */
    final long callAddress(long callable, Object[] args, Map<String, ?> kwargs) {
        long tuple = interpreter.tuple(args);
        try {
            long keywords = kwargs.isEmpty() ? NULL : interpreter.toPython(kwargs);
            try {
                return org.capi4j.type.Calls.callAfresh(callable, tuple, keywords);
            } finally {
                References.xdecref(keywords);
            }
        } finally {
            References.decref(tuple);
        }
    }

    /** {@code len(object)}. */
    public long length() {
        return locked(() -> Objects.length(address()));
    }

    /** {@code object[key]} as a Java value. */
    public Object getItem(Object key) {
        return locked(() -> {
            long converted = interpreter.toPython(key);
            try {
                return interpreter.toJava(Objects.getItem(address(), converted));
            } finally {
                References.decref(converted);
            }
        });
    }

    /** {@code object[key] = value}. */
    public void setItem(Object key, Object value) {
        locked(() -> {
            long pair = interpreter.tuple(new Object[] {key, value});
            try {
                Objects.setItem(address(), TupleType.get(pair, 0), TupleType.get(pair, 1));
            } finally {
                References.decref(pair);
            }
            return null;
        });
    }

    /** {@code del object[key]}. */
    public void delItem(Object key) {
        locked(() -> {
            long converted = interpreter.toPython(key);
            try {
                Objects.delItem(address(), converted);
            } finally {
                References.decref(converted);
            }
            return null;
        });
    }

    /** All items that {@code iter(object)} yields, as handles. */
    public List<PyObject> items() {
        return locked(() -> {
            List<PyObject> items = new ArrayList<>();
            long iterator = Objects.iter(address());
            try {
                for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) items.add(interpreter.wrap(item));
                return items;
            } finally {
                References.decref(iterator);
            }
        });
    }

    /** The value in Java where there is one (see {@link Interpreter#convert}), else a new handle. */
    public Object toJava() {
        return locked(() -> interpreter.toJava(References.newRef(address())));
    }

    /** {@link #toJava()} converted to {@code type}: a primitive's wrapper, String, BigInteger, byte[], List, an array, Map, Set, Optional, PyObject. */
    public <T> T as(Class<T> type) {
        return interpreter.as(type, toJava());
    }

    /** {@code object is None}. */
    public boolean isNone() {
        return address() == Singletons.NONE;
    }

    /** {@code bool(object)}. */
    public boolean isTrue() {
        return locked(() -> Objects.isTrue(address()));
    }

    /** {@code callable(object)}. */
    public boolean isCallable() {
        return locked(() -> Objects.isCallable(address()));
    }

    /** {@code isinstance(object, builtins.name)}. */
    public boolean isInstanceOf(String name) {
        return locked(() -> {
            long type = DictType.get(interpreter.builtins(), name);
            if (type == NULL) throw new IllegalArgumentException("builtins has no " + name);
            return Objects.isInstance(address(), type);
        });
    }

    /** {@code object is other}. */
    public boolean is(PyObject other) {
        return address() == other.address();
    }

    /** {@code repr(object)}. */
    public String repr() {
        return locked(() -> Objects.reprString(address()));
    }

    /** {@code str(object)}. */
    @Override
    public String toString() {
        return locked(() -> Objects.strString(address()));
    }

    /** {@code object == other}; false for anything that is not a handle of the same interpreter. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PyObject object) || object.interpreter != interpreter) return false;
        return locked(() -> {
            long result = Objects.richCompare(address(), object.address(), Constants.Py_EQ);
            try {
                return Objects.isTrue(result);
            } finally {
                References.decref(result);
            }
        });
    }

    /** {@code hash(object)}; an unhashable object throws. */
    @Override
    public int hashCode() {
        return Long.hashCode(interpreter.locked(() -> Objects.hash(address())));
    }

    /** The memory that the object exports through the buffer protocol, without copying. */
    public PyBuffer buffer() {
        return PyBuffer.of(this);
    }
}
