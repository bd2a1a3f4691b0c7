package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code build}: C and C++ files to an extension. */
@Command(
        name = "build",
        description = "Compiles C or C++ files into an extension named after the first of them.",
        mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "-o", paramLabel = "DIR", description = "where the extension goes (default: the current folder)")
    private Path folder = Path.of("");

    @Option(names = "--abi3", description = "for the stable ABI: defines Py_LIMITED_API 3.11, suffix .abi3.so")
    private boolean stable;

    @Option(names = "--option", paramLabel = "OPTION", description = "a further option for the compiler: --option=-lz; may be repeated")
    private List<String> options = List.of();

    @Parameters(arity = "1..*", paramLabel = "FILE.c", description = "C or C++ files")
    private List<Path> sources;

    @Override
    public Integer call() throws IOException {
        for (Path source : sources) {
            if (!Files.isReadable(source)) throw Failure.usage("cannot read " + source);
        }
        Files.createDirectories(folder.toAbsolutePath());
        Path target = folder.resolve(moduleName() + (stable ? Toolchain.STABLE_SUFFIX : Toolchain.SUFFIX));
        List<String> all = new ArrayList<>(options);
        if (stable) all.add("-DPy_LIMITED_API=0x030b0000");
        int status = Toolchain.compile(sources, target, all);
        if (status == 0) spec.commandLine().getOut().println(target);
        return status;
    }

    private String moduleName() {
        String file = sources.getFirst().getFileName().toString();
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
