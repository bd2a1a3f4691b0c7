package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.PyError;

/**
 * {@code xml.etree.ElementPath}, which {@code _elementtree} imports when it starts and calls for paths that are more than a tag: those are
 * Python source.
 */
@BuiltinModule("xml.etree.ElementPath")
public final class ElementPathModule {
    private ElementPathModule() {}

    private static PyError missing(String function) {
        return PyError.notImplemented("xml.etree.ElementPath." + function);
    }

    @Method("find")
    static long find(long module, long args, long nargs, long kwnames) {
        throw missing("find");
    }

    @Method("findtext")
    static long findText(long module, long args, long nargs, long kwnames) {
        throw missing("findtext");
    }

    @Method("findall")
    static long findAll(long module, long args, long nargs, long kwnames) {
        throw missing("findall");
    }

    @Method("iterfind")
    static long iterFind(long module, long args, long nargs, long kwnames) {
        throw missing("iterfind");
    }
}
