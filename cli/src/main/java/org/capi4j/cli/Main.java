package org.capi4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code ./capi4j}: exit code 0 is success, 1 a Python exception or a failed check, 2 a wrong command line or missing tool. */
@Command(
        name = "capi4j",
        description = "Runs CPython 3.11 C extensions inside the JVM, without CPython.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            BuildCommand.class,
            CallCommand.class,
            ReplayCommand.class,
            ConfigCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"capi4j " + (version == null ? "(development)" : version) + ", CPython 3.11 API"};
        }
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Failure::handle).execute(arguments);
    }
}
