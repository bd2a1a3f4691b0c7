package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Objects;

/** {@code __future__._Feature}. Fields: optional, mandatory, compiler_flag. */
@BuiltinType(value = "c4j_FutureFeature_Type", name = "__future__._Feature", source = true, basicsize = 40, flags = Fields.FLAGS, references = 3, clears = false)
@Member(name = "optional", type = Constants.T_OBJECT, offset = 16)
@Member(name = "mandatory", type = Constants.T_OBJECT, offset = 24)
@Member(name = "compiler_flag", type = Constants.T_OBJECT, offset = 32)
final class FutureFeatureType {
    static final long TYPE = Shim.symbol("c4j_FutureFeature_Type");
    private static final int COUNT = 3;

    private FutureFeatureType() {}

    @Method(value = "getOptionalRelease", call = Call.NOARGS)
    static long optional(long self) {
        return References.newRef(Fields.get(self, 0));
    }

    @Method(value = "getMandatoryRelease", call = Call.NOARGS)
    static long mandatory(long self) {
        return References.newRef(Fields.get(self, 1));
    }

    @Slot("tp_repr")
    static long repr(long self) {
        StringBuilder text = new StringBuilder("_Feature(");
        for (int i = 0; i < COUNT; i++) text.append(i == 0 ? "" : ", ").append(Objects.reprString(Fields.get(self, i)));
        return Strings.of(text.append(')').toString());
    }
}
