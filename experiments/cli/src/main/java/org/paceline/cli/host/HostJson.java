package org.paceline.cli.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.paceline.nic.linux.QueueDiscipline;
import org.paceline.probe.host.Container;
import org.paceline.probe.host.HostFacts;
import org.paceline.probe.host.HostIdentity;
import org.paceline.probe.host.HostReport;
import org.paceline.probe.host.HostSample;
import org.paceline.probe.host.Hypervisor;
import org.paceline.probe.host.InterfaceFacts;
import org.paceline.probe.host.InterfaceState;
import org.paceline.probe.host.MachineMonitor;
import org.paceline.probe.host.Stall;
import org.paceline.probe.host.StallReport;
import org.paceline.probe.host.VirtioDevice;
import org.paceline.probe.host.Vote;

/**
 * A host as a JSON object, {@code "schema": 1}: first the fields that {@code probe analyze --host} reads, then all that
 * was seen. Times are nanoseconds since 1970, durations nanoseconds. What was not measured is left out.
 */
public final class HostJson {
    private static final int SCHEMA = 1;

    private HostJson() {}

    /** Which end of a path a host is: its offloads act on what leaves or on what arrives. */
    public enum End {
        SENDER,
        RECEIVER
    }

    /** The document, indented. */
    public static String text(HostReport report, End end) {
        return object(report, end).toPrettyString();
    }

    /** The same, for another document. */
    public static ObjectNode object(HostReport report, End end) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("schema", SCHEMA);
        evidence(report, end, node);
        identity(report.identity(), node);
        facts(report.facts(), node.putObject("facts"));
        node.put("began_ns", report.beganNs())
                .put("duration_ns", report.durationNs())
                .put("interval_ns", report.intervalNs())
                .put("steal_ms", report.stealMs());
        stalls(report.stalls(), node);
        ArrayNode interfaces = node.putArray("interfaces");
        report.interfaces().forEach(facts -> put(facts, interfaces.addObject()));
        numbers(report.events(), node.putObject("events"));
        ArrayNode samples = node.putArray("samples");
        report.samples().forEach(sample -> put(sample, samples.addObject()));
        return node.put("samples_left_out", report.samplesLeftOut());
    }

    /** What an analysis weighs. */
    private static void evidence(HostReport report, End end, ObjectNode node) {
        node.put("hypervisor", report.identity().hypervisor().id());
        known(node, "steal_share", report.stealShare());
        known(node, "eoi_delayed_jiffies", report.delayedEoiJiffies());
        if (end == End.SENDER) {
            known(node, "packets_per_kick", report.packetsPerKick());
        }
        if (report.offloadsTold()) {
            boolean sends = end == End.SENDER;
            node.put(
                    sends ? "segmentation_offload" : "receive_offload",
                    sends ? report.segmentationOffload() : report.receiveOffload());
        }
    }

    private static void known(ObjectNode node, String field, double value) {
        if (!Double.isNaN(value)) {
            node.put(field, value);
        }
    }

    private static void identity(HostIdentity identity, ObjectNode node) {
        node.put("monitor", identity.monitor().id())
                .put("container", identity.container().id())
                .put("xen_role", identity.xenRole())
                .put("steal_told", identity.stealTold());
        ObjectNode votes = node.putObject("votes");
        votes(identity.hypervisors(), Hypervisor::id, votes.putArray("hypervisor"));
        votes(identity.monitors(), MachineMonitor::id, votes.putArray("monitor"));
        votes(identity.containers(), Container::id, votes.putArray("container"));
        ArrayNode virtio = node.putArray("virtio");
        for (VirtioDevice device : identity.virtio()) {
            ArrayNode features = virtio.addObject()
                    .put("name", device.name())
                    .put("type", device.type())
                    .putArray("features");
            device.features().forEach(features::add);
        }
    }

    private static <C> void votes(List<Vote<C>> votes, Function<C, String> id, ArrayNode array) {
        for (Vote<C> vote : votes) {
            ArrayNode evidence = array.addObject()
                    .put("candidate", id.apply(vote.candidate()))
                    .put("confidence", vote.confidence())
                    .putArray("evidence");
            vote.evidence().forEach(evidence::add);
        }
    }

    private static void facts(HostFacts facts, ObjectNode node) {
        node.put("kernel", facts.kernel())
                .put("cpu_model", facts.cpuModel())
                .put("cores", facts.cores())
                .put("clock_source", facts.clockSource())
                .put("jdk", facts.jdk());
    }

    private static void stalls(StallReport report, ObjectNode node) {
        ObjectNode hiccups = node.putObject("hiccups")
                .put("wake_ups", report.wakeUps())
                .put("p50_ns", report.p50Ns())
                .put("p90_ns", report.p90Ns())
                .put("p99_ns", report.p99Ns())
                .put("p99_9_ns", report.p999Ns())
                .put("max_ns", report.maxNs())
                .put("long_stalls", report.longStalls());
        ArrayNode histogram = hiccups.putArray("histogram");
        for (StallReport.Step step : report.steps()) {
            histogram.addObject().put("up_to_ns", step.upToNs()).put("wake_ups", step.wakeUps());
        }
        ArrayNode stalls = node.putArray("stalls");
        for (Stall stall : report.stalls()) {
            stalls.addObject().put("time_ns", stall.atNs()).put("duration_ns", stall.durationNs());
        }
    }

    private static void put(InterfaceFacts facts, ObjectNode node) {
        InterfaceState state = facts.after();
        node.put("name", state.name())
                .put("driver", state.driver())
                .put("queue_frames", state.queueFrames())
                .put("mtu_bytes", state.mtuBytes());
        ObjectNode offloads = node.putObject("offloads");
        state.offloads().forEach(offloads::put);
        numbers(state.coalescing(), node.putObject("coalescing"));
        numbers(state.rings(), node.putObject("rings"));
        known(node, "packets_per_kick", facts.packetsPerKick());
        queues(facts.before().queues(), node.putArray("queues_before"));
        queues(state.queues(), node.putArray("queues_after"));
        numbers(facts.before().counters(), node.putObject("counters_before"));
        numbers(facts.growth(), node.putObject("counters_growth"));
    }

    private static void queues(List<QueueDiscipline> queues, ArrayNode array) {
        for (QueueDiscipline queue : queues) {
            array.addObject()
                    .put("kind", queue.kind())
                    .put("handle", queue.handle())
                    .put("parent", queue.parent())
                    .put("bytes", queue.bytes())
                    .put("packets", queue.packets())
                    .put("drops", queue.drops())
                    .put("overlimits", queue.overlimits())
                    .put("requeues", queue.requeues())
                    .put("waiting_packets", queue.waitingPackets())
                    .put("waiting_bytes", queue.waitingBytes());
        }
    }

    private static void put(HostSample sample, ObjectNode node) {
        node.put("time_ns", sample.atNs())
                .put("length_ns", sample.lengthNs())
                .put("steal_ms", sample.stealMs())
                .put("stall_max_ns", sample.longestStallNs());
        known(node, "steal_share", sample.stealShare());
        numbers(sample.counters(), node.putObject("counters"));
    }

    private static void numbers(Map<String, Long> numbers, ObjectNode node) {
        numbers.forEach(node::put);
    }
}
