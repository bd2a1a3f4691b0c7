package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final Cleaner CLEANER = Cleaner.create();

    private final Interpreter interpreter;
    private final Reference reference;
    private final Cleaner.Cleanable cleanable;

    /** The one reference, apart from the handle so that the cleaner can outlive it. 0 once it was given up. */
    private static final class Reference extends AtomicLong implements Runnable {
        private static final long serialVersionUID = 1L;
        private final transient Interpreter interpreter;

        Reference(Interpreter interpreter, long object) {
            super(object);
            this.interpreter = interpreter;
        }

        @Override
        public void run() {
            long object = getAndSet(NULL);
            if (object != NULL) interpreter.releaseLater(object);
        }
    }

    /** Takes over the caller's reference to {@code object}. */
    PyObject(Interpreter interpreter, long object) {
        this.interpreter = interpreter;
        this.reference = new Reference(interpreter, object);
        this.cleanable = CLEANER.register(this, reference);
    }

    /** The interpreter that this object belongs to. */
    public final Interpreter interpreter() {
        return interpreter;
    }

    final long address() {
        long object = reference.get();
        if (object == NULL) throw new IllegalStateException("this handle is closed");
        return object;
    }

    /** Gives up the reference. Closing twice is harmless. */
    @Override
    public void close() {
        long object = reference.getAndSet(NULL);
        cleanable.clean();
        if (object != NULL) interpreter.release(object);
    }

    /** Another handle on the same object. */
    public PyObject copy() {
        return interpreter.locked(() -> interpreter.wrap(References.newRef(address())));
    }

    /** {@code type(object).__name__}, with the module in front where that isn't {@code builtins}. */
    public String typeName() {
        return interpreter.locked(() -> TypeLookup.fullNameOf(address()));
    }

    /** {@code getattr(object, name)} as a handle. */
    public PyObject getAttr(String name) {
        return interpreter.locked(() -> interpreter.wrap(Objects.getAttr(address(), name)));
    }

    /** {@code getattr(object, name)} as a Java value. */
    public Object get(String name) {
        return interpreter.locked(() -> interpreter.toJava(Objects.getAttr(address(), name)));
    }

    /** {@code hasattr(object, name)}. */
    public boolean hasAttr(String name) {
        return interpreter.locked(() -> Objects.hasAttr(address(), name));
    }

    /** {@code setattr(object, name, value)}. */
    public void setAttr(String name, Object value) {
        interpreter.locked(() -> {
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
        interpreter.locked(() -> {
            Objects.setAttr(address(), name, NULL);
            return null;
        });
    }

    /** {@code object(*args)} as a Java value. */
    public Object call(Object... args) {
        return interpreter.locked(() -> interpreter.toJava(callAddress(address(), args, Map.of())));
    }

    /** {@code object(*args, **kwargs)} as a Java value. */
    public Object call(List<?> args, Map<String, ?> kwargs) {
        return interpreter.locked(() -> interpreter.toJava(callAddress(address(), args.toArray(), kwargs)));
    }

    /** {@code object(*args, **kwargs)} as a handle, whatever the result is. */
    public PyObject invoke(List<?> args, Map<String, ?> kwargs) {
        return interpreter.locked(() -> interpreter.wrap(callAddress(address(), args.toArray(), kwargs)));
    }

    /** {@code object.name(*args)} as a Java value. */
    public Object callMethod(String name, Object... args) {
        return interpreter.locked(() -> {
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
        return interpreter.locked(() -> {
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
        return interpreter.locked(() -> {
            long method = Objects.getAttr(address(), name);
            try {
                return interpreter.wrap(callAddress(method, args.toArray(), kwargs));
            } finally {
                References.decref(method);
            }
        });
    }

    private long callAddress(long callable, Object[] args, Map<String, ?> kwargs) {
        long tuple = interpreter.tuple(args);
        try {
            long keywords = kwargs.isEmpty() ? NULL : interpreter.toPython(kwargs);
            try {
                return org.capi4j.type.Calls.call(callable, tuple, keywords);
            } finally {
                References.xdecref(keywords);
            }
        } finally {
            References.decref(tuple);
        }
    }

    /** {@code len(object)}. */
    public long length() {
        return interpreter.locked(() -> Objects.length(address()));
    }

    /** {@code object[key]} as a Java value. */
    public Object getItem(Object key) {
        return interpreter.locked(() -> {
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
        interpreter.locked(() -> {
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
        interpreter.locked(() -> {
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
        return interpreter.locked(() -> {
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
        return interpreter.locked(() -> interpreter.toJava(References.newRef(address())));
    }

    /** {@link #toJava()} converted to {@code type}: a primitive's wrapper, String, BigInteger, byte[], List, Map, Set, Optional, PyObject. */
    public <T> T as(Class<T> type) {
        return interpreter.as(type, toJava());
    }

    /** {@code object is None}. */
    public boolean isNone() {
        return address() == Singletons.NONE;
    }

    /** {@code bool(object)}. */
    public boolean isTrue() {
        return interpreter.locked(() -> Objects.isTrue(address()));
    }

    /** {@code callable(object)}. */
    public boolean isCallable() {
        return interpreter.locked(() -> Objects.isCallable(address()));
    }

    /** {@code isinstance(object, builtins.name)}. */
    public boolean isInstanceOf(String name) {
        return interpreter.locked(() -> {
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
        return interpreter.locked(() -> Objects.reprString(address()));
    }

    /** {@code str(object)}. */
    @Override
    public String toString() {
        return interpreter.locked(() -> Objects.strString(address()));
    }

    /** {@code object == other}; false for anything that is not a handle of the same interpreter. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PyObject object) || object.interpreter != interpreter) return false;
        return interpreter.locked(() -> {
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
