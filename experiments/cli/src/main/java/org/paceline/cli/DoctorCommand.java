package org.paceline.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.paceline.cli.doctor.Examination;
import org.paceline.cli.doctor.ExaminationJson;
import org.paceline.cli.doctor.ExaminationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code paceline doctor}: what this host offers, and what to do where something is missing. */
@Command(
        name = "doctor",
        description = {
            "Tells what this host offers to the stack, and what to do where something is missing.",
            "Changes nothing: what must be tried is tried in namespaces that end at once."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything that the demo needs is here", "1:something that the demo needs is missing"},
        footer = {"", "Examples:", "  ./paceline doctor", "  ./paceline doctor --json | jq .ready_for_demo"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-J", "--json"},
            description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Examination examination = Examination.ofThisHost();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ExaminationJson.text(examination));
            out.flush();
        } else {
            ExaminationText.write(examination, out);
        }
        return examination.readyForDemo() ? 0 : 1;
    }
}
