package org.paceline.cli;

import org.paceline.cli.failure.CommandFailure;
import org.paceline.journal.JournalException;
import org.paceline.nic.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a failure as one line on the error stream; a stack trace only to those who ask for it. */
final class FailureLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final boolean traced;

    FailureLine(boolean traced) {
        this.traced = traced;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        tell(command, messageOf(failure), failure);
        return ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        tell(command, failure.getMessage() + " (see " + name + " --help)", failure);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private void tell(CommandLine command, String message, Exception failure) {
        command.getErr().println("paceline: " + oneLine(message));
        if (traced) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
    }

    private static String messageOf(Exception failure) {
        if (failure instanceof CommandFailure
                || failure instanceof DeviceException
                || failure instanceof JournalException) {
            return String.valueOf(failure.getMessage());
        }
        return "failed unexpectedly: " + failure + "; PACELINE_DEBUG=1 shows where";
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
