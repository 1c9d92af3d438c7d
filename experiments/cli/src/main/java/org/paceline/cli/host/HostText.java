package org.paceline.cli.host;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.paceline.cli.sweep.GapText;
import org.paceline.nic.linux.QueueDiscipline;
import org.paceline.probe.host.Container;
import org.paceline.probe.host.HostIdentity;
import org.paceline.probe.host.HostReport;
import org.paceline.probe.host.Hypervisor;
import org.paceline.probe.host.InterfaceFacts;
import org.paceline.probe.host.InterfaceState;
import org.paceline.probe.host.MachineMonitor;
import org.paceline.probe.host.Stall;
import org.paceline.probe.host.StallReport;
import org.paceline.probe.host.VirtioDevice;
import org.paceline.probe.host.Vote;

/** A host for people: who it is, what was taken from it, and its interfaces. */
public final class HostText {
    private static final double PERCENT = 100;

    /** Votes below this are left out; the JSON has all. */
    private static final double WORTH_SAYING = 0.05;

    private static final int STALLS_SHOWN = 5;
    private static final int COUNTERS_SHOWN = 12;
    private static final long SECOND_NS = 1_000_000_000;

    private final StringBuilder text = new StringBuilder();

    private HostText() {}

    public static String of(HostReport report) {
        HostText page = new HostText();
        page.identity(report.identity());
        page.line(
                "host         %s, %s, %d cores, clock %s",
                report.facts().kernel(),
                report.facts().cpuModel(),
                report.facts().cores(),
                report.facts().clockSource());
        page.watched(report);
        report.interfaces().forEach(page::interfaceFacts);
        if (!report.events().isEmpty()) {
            page.line("interrupts   %s", some(report.events()));
        }
        return page.text.toString();
    }

    /** In one line, with a newline at its end. */
    public static String line(HostReport report) {
        HostText page = new HostText();
        page.line(
                "This host: %s, container %s; stolen %d ms%s.",
                report.identity().hypervisor().id(),
                report.identity().container().id(),
                report.stealMs(),
                lateness(report.stalls()));
        return page.text.toString();
    }

    private static String lateness(StallReport stalls) {
        return stalls.wakeUps() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; a thread that slept woke late by %s at p99, %s at most",
                        GapText.of(stalls.p99Ns()),
                        GapText.of(stalls.maxNs()));
    }

    private void identity(HostIdentity identity) {
        votes("hypervisor", identity.hypervisors(), Hypervisor::id);
        if (!identity.xenRole().isEmpty()) {
            line("xen domain   %s", identity.xenRole());
        }
        if (identity.monitor() != MachineMonitor.UNKNOWN) {
            votes("monitor", identity.monitors(), MachineMonitor::id);
        }
        votes("container", identity.containers(), Container::id);
        for (VirtioDevice device : identity.virtio()) {
            if (device.type().equals("net")) {
                line("virtio-net   %s: %s", device.name(), String.join(" ", device.features()));
            }
        }
    }

    private <C> void votes(String what, List<Vote<C>> votes, Function<C, String> id) {
        String label = what;
        for (Vote<C> vote : votes) {
            if (vote.confidence() >= WORTH_SAYING) {
                line("%-12s %s, %.0f %%", label, id.apply(vote.candidate()), PERCENT * vote.confidence());
                vote.evidence().forEach(evidence -> line("               - %s", evidence));
                label = "";
            }
        }
    }

    private void watched(HostReport report) {
        line(
                "watched      %s, %d samples; stolen %d ms%s%s",
                GapText.of(report.durationNs()),
                report.samples().size(),
                report.stealMs(),
                Double.isNaN(report.stealShare())
                        ? ""
                        : String.format(Locale.ROOT, ", %.2f %% of all CPUs", PERCENT * report.stealShare()),
                report.identity().stealTold() ? "" : " (no hypervisor says that it counts it)");
        StallReport stalls = report.stalls();
        line(
                "wake-ups     %d; late p50 %s, p99 %s, p99.9 %s, longest %s; %d by more than 0.5 ms",
                stalls.wakeUps(),
                GapText.of(stalls.p50Ns()),
                GapText.of(stalls.p99Ns()),
                GapText.of(stalls.p999Ns()),
                GapText.of(stalls.maxNs()),
                stalls.longStalls());
        stalls.stalls().stream()
                .sorted(Comparator.comparingLong(Stall::durationNs).reversed())
                .limit(STALLS_SHOWN)
                .forEach(stall -> line(
                        "               - %s at %s",
                        GapText.of(stall.durationNs()),
                        Instant.ofEpochSecond(stall.atNs() / SECOND_NS, stall.atNs() % SECOND_NS)));
    }

    private void interfaceFacts(InterfaceFacts facts) {
        InterfaceState state = facts.after();
        line(
                "%-12s driver %s, queue of %s frames, MTU %s%s",
                state.name(),
                state.driver().isEmpty() ? "unknown" : state.driver(),
                state.queueFrames() < 0 ? "?" : state.queueFrames(),
                state.mtuBytes() < 0 ? "?" : state.mtuBytes(),
                Double.isNaN(facts.packetsPerKick())
                        ? ""
                        : String.format(Locale.ROOT, ", %.2f packets a kick", facts.packetsPerKick()));
        detail(
                "offloads",
                state.offloads().entrySet().stream()
                        .map(offload -> offload.getKey() + (offload.getValue() ? " on" : " off"))
                        .collect(Collectors.joining(", ")));
        detail("coalescing", some(state.coalescing()));
        detail("rings", some(state.rings()));
        for (QueueDiscipline queue : state.queues()) {
            detail(
                    "qdisc",
                    String.format(
                            Locale.ROOT,
                            "%s at %s: %d packets, %d dropped, %d requeued, %d waiting",
                            queue.kind(),
                            queue.parent(),
                            queue.packets(),
                            queue.drops(),
                            queue.requeues(),
                            queue.waitingPackets()));
        }
        detail("meanwhile", some(facts.growth()));
    }

    private void detail(String what, String value) {
        if (!value.isEmpty()) {
            line("  %-10s %s", what, value);
        }
    }

    private static String some(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                        .limit(COUNTERS_SHOWN)
                        .map(number -> number.getKey() + " " + number.getValue())
                        .collect(Collectors.joining(", "))
                + (numbers.size() > COUNTERS_SHOWN ? ", ..." : "");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
