package org.capi4j.module.io;

import org.capi4j.object.PyError;


/**
 * The modes of {@code FileIO} and {@code open}.
 *
 * @param kind     'r', 'w', 'a' or 'x'
 * @param updating whether '+' is there
 */
record FileMode(char kind, boolean updating) {
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_TRUNC = 0x200;
    private static final int O_APPEND = 0x400;

    /** Of a mode without 't'; {@code ValueError} for any other. */
    static FileMode of(String mode) {
        char kind = 0;
        boolean updating = false;
        for (char letter : mode.toCharArray()) {
            switch (letter) {
                case 'r', 'w', 'a', 'x' -> {
                    if (kind != 0) throw several();
                    kind = letter;
                }
                case 'b' -> {}
                case '+' -> {
                    if (updating) throw several();
                    updating = true;
                }
                default -> throw PyError.valueError("invalid mode: " + mode);
            }
        }
        if (kind == 0) throw several();
        return new FileMode(kind, updating);
    }

    private static PyError several() {
        return PyError.valueError("Must have exactly one of create/read/write/append mode and at most one plus");
    }

    boolean readable() {
        return kind == 'r' || updating;
    }

    boolean writable() {
        return kind != 'r' || updating;
    }

    int flags() {
        int access = updating ? O_RDWR : kind == 'r' ? 0 : O_WRONLY;
        return access
                | switch (kind) {
                    case 'w' -> O_CREAT | O_TRUNC;
                    case 'a' -> O_CREAT | O_APPEND;
                    case 'x' -> O_CREAT | O_EXCL;
                    default -> 0;
                };
    }

    /** What the attribute {@code mode} says. */
    String shown() {
        if (kind == 'w') return updating ? "rb+" : "wb";
        return kind + (updating ? "b+" : "b");
    }
}
