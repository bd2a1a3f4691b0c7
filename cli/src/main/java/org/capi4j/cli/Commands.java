package org.capi4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, as picocli knows them. */
@Command(
        name = "capi4j",
        description = "Runs CPython 3.11 C extensions inside the JVM, without CPython.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        footer = {
            "",
            "Also: 'capi4j test' runs all tests, 'capi4j bench' measures.",
            "Exit codes: 0 success; 1 a Python exception or a failed check; 2 a wrong command line or a missing tool; 3 an error of capi4j's own."
        },
        subcommands = {
            DemoCommand.class,
            BuildCommand.class,
            CallCommand.class,
            InspectCommand.class,
            ReplayCommand.class,
            SurveyCommand.class,
            SurveyWorkerCommand.class,
            ConfigCommand.class,
            SoakCommand.class,
            CommandLine.HelpCommand.class
        })
final class Commands implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"capi4j " + (version == null ? "(development)" : version) + ", CPython 3.11 API"};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Commands())
                .setExecutionExceptionHandler((failure, command, parsed) -> Failure.report(failure, command.getErr()))
                .setExecutionStrategy(parsed -> {
                    try {
                        return new CommandLine.RunLast().execute(parsed);
                    } catch (LinkageError broken) {
                        return Failure.report(broken, parsed.commandSpec().commandLine().getErr());
                    }
                });
    }
}
