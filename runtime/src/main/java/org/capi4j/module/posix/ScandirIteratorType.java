package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;

/**
 * What {@code os.scandir} returns: the entries of a directory, which is open until the last one or {@code close()}.
 *
 * <pre>
 * 16 the directory's path with a slash at the end, a str or bytes; an empty str below a descriptor
 * 24 DIR *, NULL once it is closed
 * 32 descriptor of the directory, -1 where its path is known
 * </pre>
 */
@BuiltinType(value = "c4j_ScandirIterator_Type", name = "posix.ScandirIterator", basicsize = 104, flags = DirEntryType.NO_INSTANCES)
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ScandirIteratorType {
    private static final long TYPE = Shim.symbol("c4j_ScandirIterator_Type");
    private static final int PATH = 0;
    private static final int STREAM = 1;
    private static final int DIRECTORY = 2;
    private static final int REFERENCES = 1;

    private ScandirIteratorType() {}

    /** {@code path} is stolen, as is the stream. */
    static long make(long path, long stream, int directory) {
        long made = Fields.make(TYPE, path);
        Fields.setNumber(made, STREAM, stream);
        Fields.setNumber(made, DIRECTORY, directory);
        return made;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long stream = Fields.number(self, STREAM);
        if (stream == NULL) return NULL;
        long entry = FileSystem.call("directory_next", stream);
        if (entry == NULL) {
            shut(self);
            return NULL;
        }
        long directory = Fields.get(self, PATH);
        boolean asBytes = BytesType.isInstance(directory);
        long name = FileSystem.name(entry, Memory.stringLength(entry), asBytes);
        long path;
        try {
            path = asBytes ? BytesType.concat(directory, name) : StrType.concat(directory, name);
        } catch (Throwable failure) {
            References.decref(name);
            throw failure;
        }
        return DirEntryType.make(entry, name, path, (int) Fields.number(self, DIRECTORY));
    }

    private static void shut(long self) {
        long stream = Fields.number(self, STREAM);
        Fields.setNumber(self, STREAM, NULL);
        if (stream != NULL) FileSystem.call("directory_close", stream);
    }

    @Method("close")
    static long close(long self) {
        shut(self);
        return Singletons.none();
    }

    @Method("__enter__")
    static long enter(long self) {
        return References.newRef(self);
    }

    @Method(value = "__exit__", call = Call.VARARGS)
    static long exit(long self, long args) {
        return close(self);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        shut(self);
        Fields.clear(self, REFERENCES);
        Allocation.freeInstance(self);
    }
}
