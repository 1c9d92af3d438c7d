package org.paceline.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.paceline.probe.host.HostFiles;

/**
 * Whether this user may have a network of its own: as root, or in a user namespace. Tried, in one that ends at once.
 */
final class NamespaceCheck {
    private static final String REMEDY =
            "run as root, or allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1"
                    + " user.max_user_namespaces=10000 (Ubuntu: kernel.apparmor_restrict_unprivileged_userns=0)";

    private NamespaceCheck() {}

    /** @param files from which the own user id is read */
    static Finding finding(HostFiles files) {
        boolean root = root(files.text("proc/self/status"));
        return finding(root, ProgramRun.of(enter(root, "true")));
    }

    static Finding finding(boolean root, ProgramRun trial) {
        if (trial.succeeded()) {
            return Finding.ok("namespaces", root ? "as root" : "in a user namespace")
                    .forDemo();
        }
        String fact = trial.exitCode() == ProgramRun.NOT_STARTED ? "unshare not found" : trial.firstLine();
        return Finding.missing("namespaces", fact.isEmpty() ? "refused" : fact, REMEDY)
                .forDemo();
    }

    /** Whether {@code status}, the text of /proc/self/status, is that of root. */
    static boolean root(String status) {
        return status.lines().anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    }

    /** {@code command} in a network namespace that ends with it. */
    static List<String> enter(boolean root, String... command) {
        List<String> words = new ArrayList<>(List.of("unshare", root ? "-n" : "-Urn"));
        words.addAll(List.of(command));
        return words;
    }
}
