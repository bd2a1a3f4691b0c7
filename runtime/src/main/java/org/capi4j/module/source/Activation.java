package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyThreadState;
import org.capi4j.layout._PyErr_StackItem;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.ThreadState;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * One call of a function whose body is Java: its arguments, and the references that it gives up at its end. All that its methods return is borrowed from it, {@link #own} makes
 * a result of it.
 */
final class Activation implements AutoCloseable {
    private final OwnedObjects owned = new OwnedObjects();
    private final long args;

    /** @param args the values of the function's parameters, or of its one parameter where the body takes it alone */
    Activation(long args) {
        this.args = args;
    }

    long arg(int index) {
        return Memory.getLong(args + 8L * index);
    }

    /** Whether a parameter's value isn't None. */
    boolean isGiven(int index) {
        return arg(index) != Singletons.NONE;
    }

    /** Takes over a new reference. */
    long keep(long object) {
        return object == NULL ? NULL : owned.add(object);
    }

    long get(long object, String name) {
        return keep(Objects.getAttr(object, name));
    }

    /** NULL where there is no such attribute. */
    long find(long object, String name) {
        return keep(Objects.lookupAttr(object, name));
    }

    boolean isTrue(long object, String name) {
        return Objects.isTrue(get(object, name));
    }

    boolean isNone(long object, String name) {
        return get(object, name) == Singletons.NONE;
    }

    long number(long object, String name) {
        return LongType.asLong(get(object, name));
    }

    String text(long object, String name) {
        return Objects.strString(get(object, name));
    }

    void set(long object, String name, long value) {
        Objects.setAttr(object, name, value);
    }

    void set(long object, String name, String value) {
        Objects.setAttr(object, name, text(value));
    }

    void set(long object, String name, boolean value) {
        Objects.setAttr(object, name, value ? Singletons.TRUE : Singletons.FALSE);
    }

    long call(long object, String method, long... arguments) {
        return keep(Calls.callMethod(object, method, arguments));
    }

    boolean asks(long object, String method, long... arguments) {
        return Objects.isTrue(call(object, method, arguments));
    }

    long invoke(long callable, long... arguments) {
        return keep(Calls.callWith(callable, arguments));
    }

    /** A call with a tuple and a dict, which may be NULL. */
    long apply(long callable, long arguments, long keywords) {
        return keep(Calls.call(callable, arguments, keywords));
    }

    /** The tuple {@code (first, *rest)}. */
    long prepended(long first, long rest) {
        return keep(Sequences.concat(tuple(first), rest));
    }

    long text(String text) {
        return keep(Strings.of(text));
    }

    long number(long value) {
        return keep(LongType.of(value));
    }

    long real(double value) {
        return keep(FloatType.of(value));
    }

    long tuple(long... items) {
        return keep(TupleType.of(items));
    }

    /** What an imported module has under a name now; NULL: no such module is imported. */
    long global(String module, String name) {
        long imported = DictType.get(Imports.modules(), module);
        return imported == NULL ? NULL : DictType.get(ModuleType.dict(imported), name);
    }

    /** Runs what an {@code except} block has in it: {@code sys.exc_info()} tells of that exception meanwhile. */
    static void handling(long exception, Runnable action) {
        long field = Memory.getLong(ThreadState.current() + PyThreadState.exc_info) + _PyErr_StackItem.exc_value;
        long before = Memory.getLong(field);
        Memory.putLong(field, References.newRef(exception));
        try {
            action.run();
        } finally {
            long handled = Memory.getLong(field);
            Memory.putLong(field, before);
            References.xdecref(handled);
        }
    }

    /** An attribute of another module. */
    long imported(String module, String name) {
        return get(keep(Imports.importModule(module)), name);
    }

    static long own(long object) {
        return References.newRef(object);
    }

    static long own(boolean answer) {
        return BoolType.of(answer);
    }

    static long none() {
        return Singletons.none();
    }

    @Override
    public void close() {
        owned.close();
    }
}
