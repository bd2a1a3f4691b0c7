package org.capi4j.link;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dynamic section of a 64-bit ELF shared object: what it needs, where it looks, what it imports and defines.
 *
 * @param machine   {@code e_machine}: 62 is x86-64
 * @param soname    {@code DT_SONAME}, if any
 * @param needed    {@code DT_NEEDED}: the libraries it wants
 * @param runPath   {@code DT_RUNPATH} or {@code DT_RPATH}, split at colons, {@code $ORIGIN} not yet replaced
 * @param handsDown whether that is where what it needs looks too: {@code DT_RPATH} alone
 * @param symbols   the dynamic symbol table without its first, empty entry
 */
public record ElfFile(int machine, Optional<String> soname, List<String> needed, List<String> runPath, boolean handsDown, List<Symbol> symbols) {
    public static final int MACHINE_X86_64 = 62;

    private static final int MAX_READ = 1 << 20;
    private static final int TYPE_SHARED = 3;
    private static final int SEGMENT_LOAD = 1;
    private static final int SEGMENT_DYNAMIC = 2;
    private static final int DT_NEEDED = 1;
    private static final int DT_HASH = 4;
    private static final int DT_STRTAB = 5;
    private static final int DT_SYMTAB = 6;
    private static final int DT_SONAME = 14;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;
    private static final int DT_GNU_HASH = 0x6ffffef5;
    private static final int SYMBOL_SIZE = 24;

    /** One entry of the dynamic symbol table. */
    public record Symbol(String name, boolean defined, boolean weak, boolean function) {}

    /** Why a file can't be read as an ELF shared object; the message is a whole sentence part: "not an ELF file". */
    public static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;

        FormatException(String message) {
            super(message);
        }
    }

    /** Reads {@code file}; an unreadable file is an {@link IOException}, a file of another kind a {@link FormatException}. */
    public static ElfFile read(Path file) throws IOException, FormatException {
        return read(file, Wanted.ALL);
    }

    /** As {@link #read}, but without the symbols that the file defines, which most of a large file's are. */
    static ElfFile readImports(Path file) throws IOException, FormatException {
        return read(file, Wanted.IMPORTS);
    }

    /** As {@link #read}, but without any symbols; those that it imports are only checked. */
    static ElfFile readNeeds(Path file) throws IOException, FormatException {
        return read(file, Wanted.NEEDS);
    }

    private enum Wanted { ALL, IMPORTS, NEEDS }

    private static ElfFile read(Path file, Wanted wanted) throws IOException, FormatException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            try {
                return new Reader(content(opened).order(ByteOrder.LITTLE_ENDIAN), wanted).read();
            } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException truncated) {
                throw new FormatException("a damaged or truncated ELF file");
            }
        }
    }

    /** A channel and its mapping take longer to get going than reading a file of the usual size. */
    private static ByteBuffer content(RandomAccessFile file) throws IOException {
        if (file.length() > MAX_READ) return file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length());
        byte[] content = new byte[(int) file.length()];
        file.readFully(content);
        return ByteBuffer.wrap(content);
    }

    /** Names that the file defines. */
    public List<String> defined() {
        return symbols.stream().filter(Symbol::defined).map(Symbol::name).toList();
    }

    /** Whether it uses the C API, even if only where it is there. */
    boolean usesPython() {
        return symbols.stream().anyMatch(symbol -> !symbol.defined() && ExtensionFile.isApiName(symbol.name()));
    }

    /** Names that another library has to define; weak ones may stay undefined and are left out. */
    public List<String> required() {
        return symbols.stream().filter(s -> !s.defined() && !s.weak()).map(Symbol::name).toList();
    }

    private static final class Reader {
        private final ByteBuffer content;
        private final Wanted wanted;
        private final List<long[]> loads = new ArrayList<>();
        private final List<long[]> dynamic = new ArrayList<>();

        Reader(ByteBuffer content, Wanted wanted) {
            this.content = content;
            this.wanted = wanted;
        }

        ElfFile read() throws FormatException {
            checkHeader();
            readSegments();
            if (dynamic.isEmpty()) throw new FormatException("an ELF file without a dynamic section");
            long strings = offset(entry(DT_STRTAB));
            List<String> paths = texts(DT_RUNPATH, strings);
            boolean handsDown = paths.isEmpty();
            if (handsDown) paths = texts(DT_RPATH, strings); // which only counts without the other one
            List<String> folders = new ArrayList<>();
            for (String path : paths) folders.addAll(List.of(path.split(":")));
            List<String> names = texts(DT_SONAME, strings);
            Optional<String> soname = names.isEmpty() ? Optional.empty() : Optional.of(names.getFirst());
            return new ElfFile(content.getShort(18), soname, texts(DT_NEEDED, strings), List.copyOf(folders), handsDown, symbols(strings));
        }

        private void checkHeader() throws FormatException {
            if (content.limit() < 4 || content.getInt(0) != 0x464c457f) throw new FormatException("not an ELF file");
            if (content.get(4) != 2) throw new FormatException("a 32-bit ELF file");
            if (content.get(5) != 1) throw new FormatException("a big-endian ELF file");
            if (content.getShort(16) != TYPE_SHARED) throw new FormatException("an ELF file, but no shared object");
        }

        private void readSegments() {
            long table = content.getLong(32);
            int size = content.getShort(54);
            for (int i = 0; i < content.getShort(56); i++) {
                int at = Math.toIntExact(table + (long) i * size);
                long offset = content.getLong(at + 8);
                long address = content.getLong(at + 16);
                long fileSize = content.getLong(at + 32);
                int type = content.getInt(at);
                // the dynamic linker would map what isn't there, and end the process by SIGBUS when it looks
                boolean isWhole = offset >= 0 && fileSize >= 0 && offset + fileSize >= 0 && offset + fileSize <= content.limit();
                if (!isWhole && (type == SEGMENT_LOAD || type == SEGMENT_DYNAMIC)) throw new IndexOutOfBoundsException("a segment behind the end");
                switch (type) {
                    case SEGMENT_LOAD -> loads.add(new long[] {address, offset, fileSize});
                    case SEGMENT_DYNAMIC -> readDynamic(Math.toIntExact(offset), fileSize);
                    default -> {}
                }
            }
        }

        private void readDynamic(int at, long size) {
            for (int i = 0; i + 16 <= size && content.getLong(at + i) != 0; i += 16) {
                dynamic.add(new long[] {content.getLong(at + i), content.getLong(at + i + 8)});
            }
        }

        private long entry(long tag) {
            for (long[] each : dynamic) {
                if (each[0] == tag) return each[1];
            }
            return 0;
        }

        private List<String> texts(long tag, long strings) {
            List<String> texts = new ArrayList<>();
            for (long[] each : dynamic) {
                if (each[0] == tag) texts.add(text(strings + each[1]));
            }
            return List.copyOf(texts);
        }

        /** The file offset of a virtual address. */
        private long offset(long address) {
            for (long[] load : loads) {
                if (address >= load[0] && address < load[0] + load[2]) return address - load[0] + load[1];
            }
            throw new IllegalArgumentException("address outside the file: " + address);
        }

        private String text(long at) {
            int start = Math.toIntExact(at);
            int end = start;
            while (content.get(end) != 0) end++;
            byte[] bytes = new byte[end - start];
            content.get(start, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private List<Symbol> symbols(long strings) {
            long table = offset(entry(DT_SYMTAB));
            long count = symbolCount();
            List<Symbol> symbols = new ArrayList<>();
            for (long i = 1; i < count; i++) {
                int at = Math.toIntExact(table + i * SYMBOL_SIZE);
                long name = strings + Integer.toUnsignedLong(content.getInt(at));
                if (wanted == Wanted.NEEDS) {
                    content.get(Math.toIntExact(name)); // the dynamic linker would read it unseen
                    continue;
                }
                boolean defined = content.getShort(at + 6) != 0;
                if (!defined || wanted == Wanted.ALL) symbols.add(symbol(name, defined, content.get(at + 4)));
            }
            return List.copyOf(symbols);
        }

        private Symbol symbol(long name, boolean defined, int info) {
            int binding = (info & 0xff) >> 4;
            return new Symbol(text(name), defined, binding == 2, (info & 0xf) == 2);
        }

        /** The dynamic section doesn't say how many symbols there are: the hash tables do. */
        private long symbolCount() {
            if (entry(DT_HASH) != 0) return content.getInt(Math.toIntExact(offset(entry(DT_HASH))) + 4);
            return entry(DT_GNU_HASH) == 0 ? 1 : gnuSymbolCount(Math.toIntExact(offset(entry(DT_GNU_HASH))));
        }

        /** The highest bucket's chain ends at the last symbol; undefined symbols come before the first hashed one. */
        private long gnuSymbolCount(int table) {
            int buckets = content.getInt(table);
            int first = content.getInt(table + 4);
            int bloomWords = content.getInt(table + 8);
            int bucketsAt = table + 16 + 8 * bloomWords;
            int last = 0;
            for (int i = 0; i < buckets; i++) last = Math.max(last, content.getInt(bucketsAt + 4 * i));
            if (last < first || wanted != Wanted.ALL) return first;
            int chains = bucketsAt + 4 * buckets;
            while ((content.getInt(chains + 4 * (last - first)) & 1) == 0) last++;
            return last + 1L;
        }
    }
}
