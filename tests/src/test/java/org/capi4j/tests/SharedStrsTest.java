package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.api.Test;

/** The strs of one Latin-1 character exist once in the process: the texts that C asks them for stay good when an interpreter has ended. */
class SharedStrsTest {
    private static final List<String> CHARACTERS = IntStream.range(1, 256).mapToObj(Character::toString).toList();

    @Test
    void textsOutliveTheInterpreterThatAskedFirst() throws Exception {
        Path extension = CCompiler.ours(Path.of("src/test/c/texts.c"), "texts.cpython-311-x86_64-linux-gnu.so");
        for (int round = 0; round < 3; round++) {
            try (Interpreter python = Interpreter.open()) {
                PyModule texts = python.load(extension);
                python.convert(CHARACTERS.stream().map(character -> "other text " + character).toList());
                for (String character : CHARACTERS) {
                    assertEquals(character, texts.call("utf8", character));
                    assertEquals(character, texts.call("wide", character));
                }
            }
        }
    }
}
