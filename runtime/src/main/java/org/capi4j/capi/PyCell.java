package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.CellType;

/** {@code cellobject.h}: cells. */
@CApi
public final class PyCell {
    private PyCell() {}

    public static long PyCell_New(@Nullable long content) {
        return CellType.make(content);
    }

    public static long PyCell_Get(long cell) {
        requireCell(cell);
        return References.xnewRef(CellType.get(cell));
    }

    public static int PyCell_Set(long cell, @Nullable long content) {
        requireCell(cell);
        CellType.set(cell, content);
        return 0;
    }

    private static void requireCell(long object) {
        if (References.type(object) != BuiltinTypes.CELL) throw PyError.badInternalCall();
    }
}
