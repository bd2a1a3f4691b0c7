package org.capi4j.capi;

import java.util.Arrays;
import org.capi4j.export.CApi;

/** {@code compile.h}: how instructions change the stack's depth, as CPython 3.11 answers for each. */
@CApi
public final class PyCompile {
    private static final int INVALID = Integer.MAX_VALUE;
    private static final int LAST = 256;

    /** Operations whose effect depends neither on the argument nor on a jump: the effect, then theirs. */
    private static final int[][] CONSTANT = {
        {0, 0, 9, 10, 11, 12, 15, 36, 37, 50, 68, 69, 75, 82, 85, 86, 87, 91, 98, 99, 106, 110, 126, 131, 134, 135, 139, 140, 144, 149, 151, 172},
        {-1, 1, 25, 70, 83, 84, 88, 89, 90, 96, 97, 107, 108, 114, 115, 117, 118, 119, 122, 125, 128, 129, 138, 145, 146, 162, 163, 164, 165, 171,
            173, 174, 175, 176},
        {1, 2, 30, 31, 32, 33, 35, 49, 51, 52, 53, 71, 74, 100, 101, 109, 120, 124, 136, 137, 148, 160},
        {-2, 54, 61, 95, 147, 152},
        {-3, 60}
    };

    private static final int[] EFFECTS = effects();

    private PyCompile() {}

    private static int[] effects() {
        int[] effects = new int[LAST];
        Arrays.fill(effects, INVALID);
        for (int[] row : CONSTANT) {
            for (int i = 1; i < row.length; i++) effects[row[i]] = row[0];
        }
        return effects;
    }

    public static int PyCompile_OpcodeStackEffect(int opcode, int oparg) {
        return PyCompile_OpcodeStackEffectWithJump(opcode, oparg, -1);
    }

    /** {@code jump}: 1 when it jumps, 0 when it doesn't, -1 for the larger of both. {@code INT_MAX} for what is no operation. */
    public static int PyCompile_OpcodeStackEffectWithJump(int opcode, int oparg, int jump) {
        if (opcode < 0) return pseudo(opcode, jump != 0);
        if (opcode >= LAST) return INVALID;
        return EFFECTS[opcode] != INVALID ? EFFECTS[opcode] : variable(opcode, oparg, jump);
    }

    /** Operations that only the compiler knows; the first three begin a block, which an exception enters by a jump. */
    private static int pseudo(int opcode, boolean jumps) {
        return switch (opcode) {
            case -1, -3 -> jumps ? 1 : 0;
            case -2 -> jumps ? 2 : 0;
            case -4, -5, -6 -> 0;
            case -7, -8, -9, -10 -> -1;
            default -> INVALID;
        };
    }

    private static int variable(int opcode, int oparg, int jump) {
        return switch (opcode) {
            case 92 -> oparg - 1; // UNPACK_SEQUENCE
            case 93 -> jump > 0 ? -1 : 1; // FOR_ITER
            case 94 -> (oparg & 0xff) + (oparg >> 8); // UNPACK_EX
            case 102, 103, 104, 157 -> 1 - oparg; // BUILD_TUPLE, BUILD_LIST, BUILD_SET, BUILD_STRING
            case 105 -> 1 - 2 * oparg; // BUILD_MAP
            case 111, 112 -> jump == 0 ? -1 : 0; // JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP
            case 116 -> 1 + (oparg & 1); // LOAD_GLOBAL
            case 123 -> jump > 0 ? -1 : 0; // SEND
            case 130, 156, 166 -> -oparg; // RAISE_VARARGS, BUILD_CONST_KEY_MAP, PRECALL
            case 132 -> -Integer.bitCount(oparg & 15); // MAKE_FUNCTION
            case 133 -> oparg == 3 ? -2 : -1; // BUILD_SLICE
            case 142 -> -2 - (oparg & 1); // CALL_FUNCTION_EX
            case 155 -> (oparg & 4) == 4 ? -1 : 0; // FORMAT_VALUE
            default -> INVALID;
        };
    }
}
