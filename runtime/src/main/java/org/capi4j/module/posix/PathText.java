package org.capi4j.module.posix;

import java.nio.charset.StandardCharsets;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.FileNames;
import org.capi4j.type.TupleType;


/**
 * A path as text; bytes are text of Latin-1, so that all of them keep their place.
 *
 * @param text  the path
 * @param bytes whether it was bytes
 */
record PathText(String text, boolean bytes) {
    static PathText of(long object) {
        long path = FileNames.path(object);
        try {
            if (BytesType.isInstance(path)) return new PathText(new String(BytesType.toJava(path), StandardCharsets.ISO_8859_1), true);
            return new PathText(Strings.toJava(path), false);
        } finally {
            References.decref(path);
        }
    }

    /** A new str or bytes. */
    long make(String other) {
        return bytes ? BytesType.of(other.getBytes(StandardCharsets.ISO_8859_1)) : Strings.of(other);
    }

    /** A new pair. */
    long pair(String head, String tail) {
        return TupleType.steal(make(head), make(tail));
    }
}
