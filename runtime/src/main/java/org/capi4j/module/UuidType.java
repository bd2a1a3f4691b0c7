package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.BytesType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code uuid.UUID}: 128 bits, held as an int.
 *
 * <pre>
 * 16 int
 * 24 is_safe
 * 32 weak references
 * </pre>
 */
@BuiltinType(value = "c4j_UUID_Type", name = "uuid.UUID", source = true, basicsize = 40, weaklistoffset = 32, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "int", type = Constants.T_OBJECT_EX, offset = 16, flags = Constants.READONLY)
@Member(name = "is_safe", type = Constants.T_OBJECT_EX, offset = 24, flags = Constants.READONLY)
public final class UuidType {
    static final long TYPE = Shim.symbol("c4j_UUID_Type");
    private static final int INT = 0;
    private static final int SAFE = 1;
    private static final int BITS = 128;
    /** How many bits each of {@code fields} has, and where it begins. */
    private static final int[] WIDTHS = {32, 16, 16, 8, 8, 48};

    private UuidType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return Fields.make(type, NULL, NULL);
    }

    /** {@code UUID(hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown)}. */
    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long[] values = SourceArguments.method(
                "UUID.__init__", args, kwargs, 0, 6, "hex", "bytes", "bytes_le", "fields", "int", "version", "is_safe");
        long given = Arrays.stream(values, 0, 5).filter(UuidType::isGiven).count();
        if (given != 1) throw PyError.typeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given");
        BigInteger number = number(values);
        if (isGiven(values[5])) number = withVersion(number, LongType.asLong(values[5]));
        Fields.set(self, INT, LongType.of(number));
        Fields.set(self, SAFE, values[6] == NULL ? UuidModule.unknown() : References.newRef(values[6]));
    }

    private static boolean isGiven(long value) {
        return value != NULL && value != Singletons.NONE;
    }

    private static BigInteger number(long[] values) {
        if (isGiven(values[0])) return fromHex(values[0]);
        if (isGiven(values[1])) return new BigInteger(1, content(values[1], "bytes"));
        if (isGiven(values[2])) return new BigInteger(1, swapped(content(values[2], "bytes_le")));
        if (isGiven(values[3])) return fromFields(values[3]);
        BigInteger number = LongType.asBigInteger(values[4]);
        if (number.signum() < 0 || number.bitLength() > BITS) throw PyError.valueError("int is out of range (need a 128-bit value)");
        return number;
    }

    /** What isn't a str says so itself. */
    private static void replaceIn(long hex) {
        long prefix = Strings.of("urn:");
        long empty = Strings.of("");
        try {
            References.decref(Calls.callMethod(hex, "replace", prefix, empty));
        } finally {
            References.decref(empty);
            References.decref(prefix);
        }
    }

    private static BigInteger fromHex(long hex) {
        if (!Namespace.isStr(hex)) replaceIn(hex);
        String text = Objects.strString(hex).replace("urn:", "").replace("uuid:", "").replaceAll("^[{}]+|[{}]+$", "").replace("-", "");
        if (text.codePointCount(0, text.length()) != 32) throw PyError.valueError("badly formed hexadecimal UUID string");
        long number = LongType.fromString(text, 16);
        try {
            return LongType.asBigInteger(number);
        } finally {
            References.decref(number);
        }
    }

    private static byte[] content(long value, String name) {
        if (Objects.length(value) != 16) throw PyError.valueError(name + " is not a 16-char string");
        long bytes = Objects.bytes(value);
        try {
            return Memory.getBytes(BytesType.data(bytes), 16);
        } finally {
            References.decref(bytes);
        }
    }

    /** The first three fields with their bytes turned round. */
    private static byte[] swapped(byte[] bytes) {
        byte[] result = bytes.clone();
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6};
        for (int i = 0; i < order.length; i++) result[i] = bytes[order[i]];
        return result;
    }

    private static BigInteger fromFields(long fields) {
        if (Objects.length(fields) != WIDTHS.length) throw PyError.valueError("fields is not a 6-tuple");
        long tuple = Sequences.tuple(fields);
        try {
            BigInteger number = BigInteger.ZERO;
            for (int i = 0; i < WIDTHS.length; i++) {
                BigInteger field = LongType.asBigInteger(TupleType.get(tuple, i));
                if (field.signum() < 0 || field.bitLength() > WIDTHS[i]) {
                    throw PyError.valueError("field " + (i + 1) + " out of range (need " + article(WIDTHS[i]) + " " + WIDTHS[i] + "-bit value)");
                }
                number = number.shiftLeft(WIDTHS[i]).or(field);
            }
            return number;
        } finally {
            References.decref(tuple);
        }
    }

    private static String article(int width) {
        return width == 8 ? "an" : "a";
    }

    private static BigInteger withVersion(BigInteger number, long version) {
        if (version < 1 || version > 5) throw PyError.valueError("illegal version number");
        BigInteger variant = BigInteger.valueOf(0xc000).shiftLeft(48);
        BigInteger kind = BigInteger.valueOf(0xf000).shiftLeft(64);
        return number.andNot(variant).or(BigInteger.valueOf(0x8000).shiftLeft(48)).andNot(kind).or(BigInteger.valueOf(version << 12).shiftLeft(64));
    }

    /** A new UUID. */
    static long of(BigInteger number) {
        return Fields.make(TYPE, LongType.of(number), UuidModule.unknown());
    }

    private static BigInteger value(long self) {
        if (Fields.get(self, INT) == NULL) throw PyError.attributeError("int");
        return LongType.asBigInteger(Fields.get(self, INT));
    }

    private static BigInteger bits(long self, int from, int width) {
        return value(self).shiftRight(from).and(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
    }

    private static byte[] bytes(long self) {
        byte[] all = new byte[16];
        byte[] own = value(self).toByteArray();
        int skip = Math.max(0, own.length - 16);
        System.arraycopy(own, skip, all, 16 - (own.length - skip), own.length - skip);
        return all;
    }

    private static String hex(long self) {
        return "%032x".formatted(value(self));
    }

    private static String text(long self) {
        return hex(self).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        if (!TypeLookup.isInstance(other, TYPE)) return Singletons.notImplemented();
        return Objects.richCompare(Fields.get(self, INT), Fields.get(other, INT), op);
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        return Objects.hash(Fields.get(self, INT));
    }

    @Slot("nb_int")
    public static long toInt(long self) {
        return References.newRef(Fields.get(self, INT));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(TypeLookup.nameOf(self) + "('" + text(self) + "')");
    }

    @Slot("tp_str")
    public static long str(long self) {
        return Strings.of(text(self));
    }

    @Slot("tp_setattro")
    public static int setAttribute(long self, long name, long value) {
        throw PyError.typeError("UUID objects are immutable");
    }

    @Getter("bytes")
    public static long getBytes(long self) {
        return BytesType.of(bytes(self));
    }

    @Getter("bytes_le")
    public static long getBytesLe(long self) {
        return BytesType.of(swapped(bytes(self)));
    }

    @Getter("fields")
    public static long fields(long self) {
        long[] items = new long[WIDTHS.length];
        int from = BITS;
        for (int i = 0; i < items.length; i++) items[i] = LongType.of(bits(self, from -= WIDTHS[i], WIDTHS[i]));
        return TupleType.steal(items);
    }

    @Getter("time_low")
    public static long timeLow(long self) {
        return LongType.of(bits(self, 96, 32));
    }

    @Getter("time_mid")
    public static long timeMid(long self) {
        return LongType.of(bits(self, 80, 16));
    }

    @Getter("time_hi_version")
    public static long timeHigh(long self) {
        return LongType.of(bits(self, 64, 16));
    }

    @Getter("clock_seq_hi_variant")
    public static long clockHigh(long self) {
        return LongType.of(bits(self, 56, 8));
    }

    @Getter("clock_seq_low")
    public static long clockLow(long self) {
        return LongType.of(bits(self, 48, 8));
    }

    @Getter("time")
    public static long time(long self) {
        return LongType.of(bits(self, 64, 12).shiftLeft(48).or(bits(self, 80, 16).shiftLeft(32)).or(bits(self, 96, 32)));
    }

    @Getter("clock_seq")
    public static long clock(long self) {
        return LongType.of(bits(self, 48, 14));
    }

    @Getter("node")
    public static long node(long self) {
        return LongType.of(bits(self, 0, 48));
    }

    @Getter("hex")
    public static long getHex(long self) {
        return Strings.of(hex(self));
    }

    @Getter("urn")
    public static long urn(long self) {
        return Strings.of("urn:uuid:" + text(self));
    }

    private static String variantOf(long self) {
        BigInteger number = value(self);
        if (!number.testBit(63)) return UuidModule.VARIANTS[0];
        if (!number.testBit(62)) return UuidModule.VARIANTS[1];
        return UuidModule.VARIANTS[number.testBit(61) ? 3 : 2];
    }

    @Getter("variant")
    public static long variant(long self) {
        return Strings.of(variantOf(self));
    }

    @Getter("version")
    public static long version(long self) {
        return variantOf(self).equals(UuidModule.VARIANTS[1]) ? LongType.of(bits(self, 76, 4)) : Singletons.none();
    }
}
