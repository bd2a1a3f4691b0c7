package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.LongType;

/** {@code _stat} and {@code stat}: what the bits of a file's mode mean. */
@BuiltinModule("_stat")
public final class StatModule {
    private static final int FORMAT = 0170000;
    private static final int PERMISSIONS = 07777;

    private static final String CONSTANTS =
            """
            SF_APPEND=262144 SF_ARCHIVED=65536 SF_IMMUTABLE=131072 SF_NOUNLINK=1048576 SF_SNAPSHOT=2097152 ST_ATIME=7 ST_CTIME=9 ST_DEV=2
            ST_GID=5 ST_INO=1 ST_MODE=0 ST_MTIME=8 ST_NLINK=3 ST_SIZE=6 ST_UID=4 S_ENFMT=1024 S_IEXEC=64 S_IFBLK=24576 S_IFCHR=8192
            S_IFDIR=16384 S_IFDOOR=0 S_IFIFO=4096 S_IFLNK=40960 S_IFPORT=0 S_IFREG=32768 S_IFSOCK=49152 S_IFWHT=0 S_IREAD=256 S_IRGRP=32
            S_IROTH=4 S_IRUSR=256 S_IRWXG=56 S_IRWXO=7 S_IRWXU=448 S_ISGID=1024 S_ISUID=2048 S_ISVTX=512 S_IWGRP=16 S_IWOTH=2 S_IWRITE=128
            S_IWUSR=128 S_IXGRP=8 S_IXOTH=1 S_IXUSR=64 UF_APPEND=4 UF_COMPRESSED=32 UF_HIDDEN=32768 UF_IMMUTABLE=2 UF_NODUMP=1 UF_NOUNLINK=16
            UF_OPAQUE=8
            """;

    private StatModule() {}

    static void fill(long dict) {
        NamedNumbers.fill(dict, CONSTANTS);
    }

    /** A {@code mode_t}. */
    private static int mode(long object) {
        if (!LongType.isInstance(object)) throw PyError.typeError("an integer is required");
        java.math.BigInteger value = LongType.asBigInteger(object);
        if (value.signum() < 0) throw PyError.overflowError("can't convert negative value to unsigned int");
        if (value.bitLength() > 64) throw PyError.overflowError("Python int too large to convert to C unsigned long");
        if (value.bitLength() > 32) throw PyError.overflowError("mode out of range");
        return value.intValue();
    }

    private static long is(long object, int format) {
        return BoolType.of((mode(object) & FORMAT) == format);
    }

    @Method("S_ISDIR")
    static long isDirectory(long module, long mode) {
        return is(mode, 0040000);
    }

    @Method("S_ISCHR")
    static long isCharacterDevice(long module, long mode) {
        return is(mode, 0020000);
    }

    @Method("S_ISBLK")
    static long isBlockDevice(long module, long mode) {
        return is(mode, 0060000);
    }

    @Method("S_ISREG")
    static long isRegular(long module, long mode) {
        return is(mode, 0100000);
    }

    @Method("S_ISFIFO")
    static long isFifo(long module, long mode) {
        return is(mode, 0010000);
    }

    @Method("S_ISLNK")
    static long isLink(long module, long mode) {
        return is(mode, 0120000);
    }

    @Method("S_ISSOCK")
    static long isSocket(long module, long mode) {
        return is(mode, 0140000);
    }

    /** Linux has no such files. */
    @Method({"S_ISDOOR", "S_ISPORT", "S_ISWHT"})
    static long isNone(long module, long mode) {
        mode(mode);
        return BoolType.of(false);
    }

    @Method("S_IMODE")
    static long permissions(long module, long mode) {
        return LongType.of(mode(mode) & PERMISSIONS);
    }

    @Method("S_IFMT")
    static long format(long module, long mode) {
        return LongType.of(mode(mode) & FORMAT);
    }

    /** As {@code ls -l} shows it. */
    @Method("filemode")
    static long fileMode(long module, long mode) {
        int bits = mode(mode);
        char kind = switch (bits & FORMAT) {
            case 0100000 -> '-';
            case 0040000 -> 'd';
            case 0120000 -> 'l';
            case 0060000 -> 'b';
            case 0020000 -> 'c';
            case 0010000 -> 'p';
            case 0140000 -> 's';
            default -> '?';
        };
        return Strings.of(Character.toString(kind)
                + triple(bits >> 6, (bits & 04000) != 0, 's')
                + triple(bits >> 3, (bits & 02000) != 0, 's')
                + triple(bits, (bits & 01000) != 0, 't'));
    }

    private static String triple(int bits, boolean special, char letter) {
        boolean executable = (bits & 1) != 0;
        char last = special ? executable ? letter : Character.toUpperCase(letter) : executable ? 'x' : '-';
        return "" + ((bits & 4) != 0 ? 'r' : '-') + ((bits & 2) != 0 ? 'w' : '-') + last;
    }
}
