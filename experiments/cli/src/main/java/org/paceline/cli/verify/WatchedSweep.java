package org.paceline.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.host.HostJson;
import org.paceline.cli.probe.HostFile;
import org.paceline.journal.JournalException;
import org.paceline.nic.DeviceException;
import org.paceline.probe.host.HostReport;
import org.paceline.probe.host.HostWatch;
import org.paceline.probe.path.SweepPath;
import org.paceline.probe.sweep.SweepException;
import org.paceline.probe.sweep.SweepResult;

/**
 * Runs a sweep, watches this host meanwhile, and judges what became of the packets; as often as wanted.
 *
 * @param sending the sweep itself
 * @param limitShare the coalescing fraction of a gap above which there are bursts
 * @param watching of this host
 */
public record WatchedSweep(Supplier<SweepResult> sending, double limitShare, HostWatching watching) {
    /** @throws CommandFailure in one line when it could not be run */
    public SweepFinding run() {
        @Nullable HostWatch watch = watching.begin();
        SweepResult result = sent(watch);
        @Nullable HostReport host = watch == null ? null : watch.end();
        @Nullable ObjectNode facts = host == null ? null : HostJson.object(host, HostJson.End.SENDER);
        return new SweepFinding(result, SweepPath.of(result, limitShare, HostFile.evidence(facts)), host, facts);
    }

    private SweepResult sent(@Nullable HostWatch watch) {
        try {
            return sending.get();
        } catch (SweepException | DeviceException | JournalException failed) {
            if (watch != null) {
                watch.close();
            }
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }
}
