package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.capi4j.layout._PyArg_Parser;
import org.capi4j.layout._PyBytesWriter;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.junit.jupiter.api.Test;

/** As {@link LaneKindsTest}, for descriptors, capsules, writers of bytes and keyword arguments. */
class LaneDescriptorsTest {
    private static final FunctionDescriptor THREE = LaneKindsTest.longs(3);

    // Descriptors

    /** A descriptor by its type and name. */
    private record Named(long type, String name) {
        long get() {
            return DictType.get(TypeLookup.dict(type), name);
        }
    }

    private static final List<Named> METHODS = List.of(
            new Named(BuiltinTypes.STR, "upper"), new Named(BuiltinTypes.LIST, "append"), new Named(BuiltinTypes.DICT, "get"), new Named(BuiltinTypes.INT, "bit_length"));
    private static final List<Named> GETSETS = List.of(
            new Named(BuiltinTypes.INT, "real"), new Named(BuiltinTypes.FLOAT, "imag"), new Named(BuiltinTypes.TYPE, "__name__"), new Named(BuiltinTypes.OBJECT, "__class__"),
            new Named(Exceptions.BaseException, "args"), new Named(Exceptions.BaseException, "__cause__"));
    private static final List<Named> MEMBERS = List.of(
            new Named(Exceptions.BaseException, "__suppress_context__"), new Named(BuiltinTypes.SLICE, "start"), new Named(Exceptions.ImportError, "name"),
            new Named(Exceptions.StopIteration, "value"));

    private static long owner(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Calls.callOneArg(BuiltinTypes.SLICE, LongType.of(random.nextInt(9)));
            case 1 -> Calls.callOneArg(Exceptions.ImportError, Strings.of("text"));
            case 2 -> Calls.callOneArg(Exceptions.StopIteration, LongType.of(random.nextInt(9)));
            default -> LaneTwinsTest.object(random, 1);
        };
    }

    @Test
    void descriptorsAgree() throws Exception {
        LaneKindsTest.inside(() -> {
            get("c4j_MethodDescrType_get", METHODS);
            get("c4j_GetSetDescrType_get", GETSETS);
            get("c4j_MemberDescrType_get", MEMBERS);
            FunctionDescriptor set = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
            LaneKindsTest.Pair.of("c4j_GetSetDescrType_set", set).compare((function, random) -> {
                long descriptor = GETSETS.get(random.nextInt(GETSETS.size())).get(), owner = owner(random);
                long value = random.nextInt(4) == 0 ? 0 : LaneTwinsTest.object(random, 1);
                if (References.type(owner) == BuiltinTypes.TYPE) owner = BuiltinTypes.INT; // whose attributes can't be set
                LaneKindsTest.Watched watched = new LaneKindsTest.Watched(descriptor, owner, value);
                int done = (int) LaneTwinsTest.invoke(function, List.of(descriptor, owner, value));
                return LaneKindsTest.withoutAddresses((ErrorIndicator.isSet() ? LaneKindsTest.result(done) : done) + watched.toString());
            });
        });
    }

    private static void get(String name, List<Named> descriptors) {
        int[] found = {0};
        LaneKindsTest.Pair.of(name, THREE).compare((function, random) -> {
            Named chosen = descriptors.get(random.nextInt(descriptors.size()));
            long descriptor = chosen.get(), owner = random.nextInt(5) == 0 ? 0 : owner(random), type = random.nextBoolean() ? 0 : chosen.type;
            LaneKindsTest.Watched watched = new LaneKindsTest.Watched(descriptor, owner, type);
            String result = LaneKindsTest.result(LaneKindsTest.call(function, descriptor, owner, type));
            if (!result.startsWith("raises")) found[0]++;
            return LaneKindsTest.withoutAddresses(chosen.name + " -> " + result + watched);
        });
        assertTrue(found[0] > 10, name + " found something " + found[0] + " times");
    }

    // Capsules

    @Test
    void capsulesAgree() throws Exception {
        LaneKindsTest.inside(() -> {
            LaneKindsTest.Pair get = LaneKindsTest.Pair.of("PyCapsule_GetPointer", LaneKindsTest.longs(2));
            LaneKindsTest.Pair end = LaneKindsTest.Pair.of("c4j_CapsuleType_dealloc", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
            LaneKindsTest.Pair make = LaneKindsTest.Pair.of("PyCapsule_New", THREE);
            make.compare((function, random) -> {
                boolean isLane = function == make.lane();
                long name = name(random), capsule = LaneKindsTest.call(function, random.nextInt(5) == 0 ? 0 : 0x1000 + random.nextInt(99), name, 0);
                String made = LaneKindsTest.result(capsule);
                if (capsule == 0) return made;
                long asked = random.nextInt(3) == 0 ? name(random) : name, who = random.nextInt(8) == 0 ? LaneTwinsTest.object(random, 1) : capsule;
                long pointer = LaneKindsTest.call(isLane ? get.lane() : get.twin(), who, asked);
                String got = ErrorIndicator.isSet() ? LaneKindsTest.result(pointer) : Long.toString(pointer);
                Memory.putLong(capsule, 0);
                LaneTwinsTest.invoke(isLane ? end.lane() : end.twin(), List.of(capsule));
                return LaneKindsTest.withoutAddresses(made + " " + got + " " + ErrorIndicator.isSet());
            });
        });
    }

    private static long name(Random random) {
        return random.nextInt(4) == 0 ? 0 : LaneTwinsTest.text(List.of("a.name", "a.name", "another").get(random.nextInt(3)));
    }

    // Writers of bytes

    @Test
    void bytesWritersAgree() throws Exception {
        FunctionDescriptor one = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG), two = LaneKindsTest.longs(2);
        LaneKindsTest.inside(() -> {
            LaneKindsTest.Pair alloc = LaneKindsTest.Pair.of("_PyBytesWriter_Alloc", two), finish = LaneKindsTest.Pair.of("_PyBytesWriter_Finish", two);
            LaneKindsTest.Pair init = LaneKindsTest.Pair.of("_PyBytesWriter_Init", one);
            long writer = Memory.allocateForever(_PyBytesWriter.SIZEOF);
            init.compare((function, random) -> {
                boolean isLane = function == init.lane();
                Memory.fill(writer, _PyBytesWriter.SIZEOF, (byte) 0x5a);
                LaneTwinsTest.invoke(function, List.of(writer));
                if (random.nextInt(4) == 0) Memory.putInt(writer + _PyBytesWriter.use_bytearray, 1);
                if (random.nextInt(3) == 0) Memory.putInt(writer + _PyBytesWriter.overallocate, 1);
                int size = random.nextBoolean() ? random.nextInt(40) : random.nextInt(1200), used = size - random.nextInt(Math.min(size, 5) + 1);
                long text = LaneKindsTest.call(isLane ? alloc.lane() : alloc.twin(), writer, (long) size);
                for (int i = 0; i < used; i++) Memory.putByte(text + i, (byte) ('a' + i % 26));
                String state = size + " " + Memory.getLong(writer + _PyBytesWriter.min_size) + " " + Memory.getInt(writer + _PyBytesWriter.use_small_buffer);
                return state + LaneKindsTest.result(LaneKindsTest.call(isLane ? finish.lane() : finish.twin(), writer, text + used));
            });
        });
    }

    // Keywords

    private static final List<String> NAMES = List.of("first", "second", "third", "fourth");

    /** A NULL-terminated array of the first names; those in front are by position only. */
    private static long keywords(int count, int positional) {
        long array = LaneTwinsTest.place();
        for (int i = 0; i < count; i++) Memory.putLong(array + 8L * i, LaneTwinsTest.text(i < positional ? "" : NAMES.get(i)));
        Memory.putLong(array + 8L * count, 0);
        return array;
    }

    private static List<Long> some(int count, Random random) {
        return Stream.generate(() -> LaneTwinsTest.object(random, 1)).limit(count).toList();
    }

    @Test
    void unpackedKeywordsAgree() throws Exception {
        LaneKindsTest.inside(() -> LaneKindsTest.Pair.of("_PyArg_UnpackKeywords", LaneKindsTest.longs(9)).compare((function, random) -> {
            int count = 1 + random.nextInt(4), positional = random.nextInt(3) == 0 ? 1 : 0, most = Math.max(positional, random.nextInt(count + 1));
            long parser = LaneTwinsTest.place();
            Memory.fill(parser, _PyArg_Parser.SIZEOF, (byte) 0);
            Memory.putLong(parser + _PyArg_Parser.keywords, keywords(count, positional));
            Memory.putLong(parser + _PyArg_Parser.fname, LaneTwinsTest.text("name"));
            int given = random.nextInt(count + 1), named = random.nextInt(count - given + 1);
            List<Long> objects = new ArrayList<>(some(given + named, random));
            long[] names = new long[named];
            for (int i = 0; i < named; i++) names[i] = Strings.of(random.nextInt(9) == 0 ? "other" : NAMES.get(Math.min(given + i + random.nextInt(2), 3)));
            long args = LaneTwinsTest.place(), places = LaneTwinsTest.place();
            for (int i = 0; i < objects.size(); i++) Memory.putLong(args + 8L * i, objects.get(i));
            for (int i = 0; i < 4; i++) Memory.putLong(places + 8L * i, 0);
            long least = random.nextInt(most + 1), leastNamed = random.nextInt(count - most + 1);
            long found = LaneKindsTest.call(function, args, (long) given, 0L, named == 0 && random.nextBoolean() ? 0L : TupleType.of(names), parser,
                    least, (long) most, leastNamed, places);
            StringBuilder seen = new StringBuilder(found == 0 ? LaneKindsTest.result(0) : "");
            for (int i = 0; found != 0 && i < count; i++) {
                long object = found == args && i >= given ? 0 : Memory.getLong(found + 8L * i);
                seen.append(object == 0 ? " none" : " " + objects.indexOf(object));
            }
            return LaneKindsTest.withoutAddresses(count + " " + given + "+" + named + seen);
        }));
    }

    @Test
    void parsedKeywordsAgree() throws Exception {
        LaneKindsTest.inside(() -> {
            MethodHandle variadic = LaneKindsTest.variadic("_PyArg_ParseTupleAndKeywords_SizeT", 4);
            MethodHandle list = LaneKindsTest.at(Shim.symbol("_PyArg_VaParseTupleAndKeywords_SizeT"), LaneKindsTest.longs(5));
            int fast = 0;
            for (int i = 0; i < 2 * LaneKindsTest.CALLS; i++) {
                long seed = i;
                String ours = parsed(new Random(seed), (fixed, places) -> LaneKindsTest.call(variadic, Stream.concat(fixed.stream(), places.stream()).toArray()));
                String twins = parsed(new Random(seed), (fixed, places) -> LaneKindsTest.call(
                        list, Stream.concat(fixed.stream(), Stream.of(LaneKindsTest.vaList(places))).toArray()));
                assertEquals(twins, ours, "seed " + seed);
                if (!ours.contains("raises")) fast++;
            }
            assertTrue(fast > LaneKindsTest.CALLS / 2, fast + " calls have parsed something");
        });
    }

    private interface Parser {
        long parse(List<Object> fixed, List<Object> places);
    }

    private static String parsed(Random random, Parser parser) {
        int count = 1 + random.nextInt(4), optional = random.nextInt(count + 1), only = optional + random.nextInt(count - optional + 1);
        StringBuilder format = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (i == optional) format.append('|');
            if (i == only) format.append('$');
            format.append(List.of("i", "O", "U", "n", "p", "z").get(random.nextInt(6)));
        }
        String units = format.toString().replaceAll("[|$]", "");
        int given = random.nextInt(count + 1);
        long[] positional = new long[given];
        for (int i = 0; i < given; i++) positional[i] = LaneKindsTest.suiting(units.charAt(i), random);
        long kwargs = DictType.make();
        for (int i = given; i < count; i++) {
            if (random.nextInt(4) > 0) DictType.set(kwargs, random.nextInt(12) == 0 ? "other" : NAMES.get(i), LaneKindsTest.suiting(units.charAt(i), random));
        }
        LaneKindsTest.Outputs outputs = LaneKindsTest.Outputs.make();
        String full = format + List.of("", ":name").get(random.nextInt(2));
        List<Object> fixed = List.of(TupleType.of(positional), kwargs, LaneTwinsTest.text(full), keywords(count, 0));
        int done = (int) parser.parse(fixed, outputs.arguments());
        String shown = Arrays.toString(Arrays.stream(positional).mapToObj(LaneTwinsTest::show).toArray()) + LaneTwinsTest.show(kwargs);
        return LaneKindsTest.withoutAddresses(full + shown + " -> " + (ErrorIndicator.isSet() ? LaneKindsTest.result(done) : done + outputs.show(units)));
    }
}
