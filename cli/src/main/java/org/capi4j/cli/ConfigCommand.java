package org.capi4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config}: what another build system must know, as {@code python3-config} tells it. */
@Command(
        name = "config",
        description = "Prints compiler and linker flags for building extensions, like python3-config.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--includes", description = "-I options")
    private boolean includes;

    @Option(names = "--cflags", description = "all compiler options, -I among them")
    private boolean cflags;

    @Option(names = "--ldflags", description = "linker options: extensions need no library")
    private boolean ldflags;

    @Option(names = "--extension-suffix", description = "what an extension's file name ends with")
    private boolean suffix;

    @Override
    public Integer call() {
        List<String> lines = new ArrayList<>();
        if (includes) lines.add("-I" + Toolchain.includes());
        if (cflags) lines.add("-I" + Toolchain.includes() + " " + String.join(" ", Toolchain.CFLAGS));
        if (ldflags) lines.add(String.join(" ", Toolchain.LDFLAGS));
        if (suffix) lines.add(Toolchain.SUFFIX);
        if (lines.isEmpty()) throw Failure.usage("config wants --includes, --cflags, --ldflags or --extension-suffix");
        lines.forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
