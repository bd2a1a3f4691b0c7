package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** A data class made anew, with slots for its fields. */
final class SlottedClass {
    private final Activation call;
    private final long cls;

    SlottedClass(Activation call, long cls) {
        this.call = call;
        this.cls = cls;
    }

    /** The new class, the call's. */
    long make(boolean frozen, boolean weak) {
        if (DictType.get(TypeLookup.dict(cls), "__slots__") != NULL) throw PyError.typeError(call.text(cls, "__name__") + " already specifies __slots__");
        long contents = call.keep(DictType.copy(TypeLookup.dict(cls)));
        long inherited = inherited();
        long slots = call.keep(ListType.make(0));
        List<Long> names = new ArrayList<>();
        for (long field : DataClasses.fields(call, cls)) names.add(call.get(field, "name"));
        List<Long> wanted = new ArrayList<>(names);
        if (weak) wanted.add(call.text("__weakref__"));
        for (long name : wanted) if (!Sequences.contains(inherited, name)) ListType.append(slots, name);
        DictType.set(contents, "__slots__", call.keep(Sequences.tuple(slots)));
        for (long name : names) DictType.delete(contents, name);
        DictType.delete(contents, "__dict__");
        DictType.delete(contents, "__weakref__");
        long qualname = call.get(cls, "__qualname__");
        long made = call.invoke(References.type(cls), call.get(cls, "__name__"), call.get(cls, "__bases__"), contents);
        call.set(made, "__qualname__", qualname);
        if (frozen) {
            for (String state : new String[] {"getstate", "setstate"}) {
                if (DictType.get(contents, "__" + state + "__") == NULL) call.set(made, "__" + state + "__", call.imported("dataclasses", "_dataclass_" + state));
            }
        }
        return made;
    }

    /** The slots of the bases, in a list. */
    private long inherited() {
        long all = call.keep(ListType.make(0));
        long mro = TypeLookup.mro(cls);
        for (long i = 1; i < TupleType.size(mro) - 1; i++) {
            long base = TupleType.get(mro, i);
            long slots = DictType.get(TypeLookup.dict(base), "__slots__");
            if (slots == NULL || slots == Singletons.NONE) continue;
            if (Namespace.isStr(slots)) {
                ListType.append(all, slots);
            } else {
                if (Objects.hasAttr(slots, "__next__") || !Objects.hasAttr(slots, "__iter__")) {
                    throw PyError.typeError("Slots of '" + call.text(base, "__name__") + "' cannot be determined");
                }
                Iteration.forEach(slots, name -> ListType.append(all, name));
            }
        }
        return all;
    }
}
