package org.capi4j.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link SnippetTest}, for the modules written in Java. */
final class ModulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"builtins", "operator", "functools", "collections", "sys", "copyreg", "abc", "library", "itertools", "io", "os"})
    void answersAsCPython(String module) throws Exception {
        List<String> failures = SnippetTest.check(module);
        assertEquals(0, failures.size(), () -> failures.size() + " lines differ\n" + String.join("\n", failures));
    }

    /** For {@code build-support/dev-build.sh run org.capi4j.type.ModulesTest builtins sys}. */
    public static void main(String[] modules) throws Exception {
        for (String module : modules) {
            SnippetTest.check(module).forEach(System.out::println);
            if (!module.equals("sys")) SnippetTest.leaks(module).forEach(System.out::println);
        }
    }
}
