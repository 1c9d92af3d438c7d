package org.paceline.packetdrill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.packetdrill.script.IpSpec;
import org.paceline.packetdrill.script.OptionSpec;
import org.paceline.packetdrill.script.PacketSpec;

/** Whether a packet of the stack is the one that a script expects, field by field. */
public final class SegmentMatch {
    /** What a super-segment has on its last part only. */
    private static final int FLAGS_OF_LAST = TcpHeader.FIN | TcpHeader.PSH;

    /** RFC 3168 6.1.2: the answer to ECE leaves once. */
    private static final int FLAGS_OF_FIRST = TcpHeader.CWR;

    private SegmentMatch() {}

    /**
     * Compares.
     *
     * @param covered bytes of the expected payload that former packets have brought
     * @param burstsPush the last of several segments that left together may lack the PSH that the script has
     * @param timestampTickUsecs what one step of our timestamps stands for; 0 leaves their values open
     * @param toleranceUsecs how far timestamps may be off
     * @return the name of the first field that differs, null when none does
     */
    public static @Nullable String difference(
            PacketSpec.Tcp expected,
            IpSpec ip,
            SeenPacket seen,
            Flow flow,
            int covered,
            boolean burstsPush,
            long timestampTickUsecs,
            long toleranceUsecs) {
        String inIp = ipDifference(ip, seen);
        if (inIp != null) {
            return inIp;
        }
        if (!seen.tcp()) {
            return "protocol";
        }
        if (differs(expected.sourcePort(), seen.localPort())
                || differs(expected.destinationPort(), seen.remotePort())) {
            return "ports";
        }
        boolean last = covered + seen.payloadBytes() == expected.payloadBytes();
        int flags = expected.flags() & ~(last ? 0 : FLAGS_OF_LAST) & ~(covered == 0 ? 0 : FLAGS_OF_FIRST);
        // Linux pushes whatever it hands to the device as one packet; how many segments these are is not TCP's
        boolean pushes = burstsPush && expected.has(TcpHeader.PSH) && expected.payloadBytes() > seen.payloadBytes();
        int compared = pushes ? ~TcpHeader.PSH : ~0;
        if ((flags & compared) != (seen.flags() & compared)) {
            return "flags";
        }
        Integer seq = expected.seq();
        if (seq != null && !expected.absoluteSeq() && flow.liveLocal(seq) + covered != seen.seq()) {
            return "sequence number";
        }
        if (seq != null && expected.absoluteSeq() && seq + covered != seen.seq()) {
            return "absolute sequence number";
        }
        boolean tooLong = covered + seen.payloadBytes() > expected.payloadBytes();
        boolean noPart = !last && seen.payloadBytes() == 0;
        if (tooLong || noPart) {
            return "payload length";
        }
        Integer ack = expected.ack();
        if (ack != null && ack != seen.ack()) {
            return "acknowledgment number";
        }
        if (differs(expected.windowField(), seen.windowField())) {
            return "window";
        }
        if (differs(expected.urgentPointer(), seen.urgentPointer())) {
            return "urgent pointer";
        }
        List<OptionSpec> options = expected.options();
        return options == null ? null : optionDifference(options, seen, flow, timestampTickUsecs, toleranceUsecs);
    }

    static @Nullable String ipDifference(IpSpec ip, SeenPacket seen) {
        if (differs(ip.ecn(), seen.ecn())) {
            return "ECN";
        }
        if (differs(ip.trafficClass(), seen.trafficClass())) {
            return "traffic class";
        }
        if (differs(ip.hops(), seen.hops())) {
            return "hops";
        }
        return differs(ip.flowLabel(), seen.flowLabel()) ? "flow label" : null;
    }

    private static boolean differs(int expected, int actual) {
        return expected != PacketSpec.ANY && expected != actual;
    }

    private static @Nullable String optionDifference(
            List<OptionSpec> expected, SeenPacket seen, Flow flow, long timestampTickUsecs, long toleranceUsecs) {
        List<OptionSpec> actual = seen.options();
        if (expected.size() != actual.size()) {
            return "options";
        }
        for (int index = 0; index < expected.size(); index++) {
            OptionSpec wanted = expected.get(index);
            OptionSpec got = actual.get(index);
            boolean timestamps = wanted.name().equals("ts") && got.name().equals("ts");
            boolean same = timestamps
                    ? sameTimestamps(wanted, got, flow, timestampTickUsecs, toleranceUsecs)
                    : same(wanted, got);
            if (!same) {
                return "option " + (index + 1) + ", " + wanted.name();
            }
        }
        return null;
    }

    private static boolean same(OptionSpec wanted, OptionSpec got) {
        boolean anyBytes = wanted.hex().isEmpty() && wanted.numbers().contains(null);
        if (!wanted.name().equals(got.name()) || (!anyBytes && !wanted.hex().equals(got.hex()))) {
            return false;
        }
        if (anyBytes && got.numbers().isEmpty()) {
            return true;
        }
        if (wanted.numbers().size() != got.numbers().size()) {
            return false;
        }
        for (int index = 0; index < wanted.numbers().size(); index++) {
            Long number = wanted.numbers().get(index);
            if (number != null && !number.equals(got.numbers().get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameTimestamps(
            OptionSpec wanted, OptionSpec got, Flow flow, long timestampTickUsecs, long toleranceUsecs) {
        Long value = wanted.numbers().isEmpty() ? null : wanted.numbers().get(0);
        Long echo = wanted.numbers().size() < 2 ? null : wanted.numbers().get(1);
        Long liveValue = got.numbers().get(0);
        Long liveEcho = got.numbers().get(1);
        if (liveValue == null || (echo != null && !echo.equals(liveEcho))) {
            return false;
        }
        if (value == null || timestampTickUsecs == 0 || !flow.timestampKnown()) {
            return true;
        }
        long offTicks = Math.abs(flow.scriptTimestamp(liveValue.intValue()) - value.intValue());
        return offTicks * timestampTickUsecs <= toleranceUsecs;
    }

    /** A packet matched: what it tells of the stack's numbers is kept. */
    public static void learn(PacketSpec.Tcp expected, SeenPacket seen, Flow flow) {
        List<OptionSpec> options = expected.options();
        if (options == null) {
            return;
        }
        for (int index = 0; index < options.size(); index++) {
            OptionSpec option = options.get(index);
            Long value = option.name().equals("ts") && !option.numbers().isEmpty()
                    ? option.numbers().get(0)
                    : null;
            Long live =
                    value == null ? null : seen.options().get(index).numbers().get(0);
            if (value != null && live != null) {
                flow.timestamp(value.intValue(), live.intValue());
            }
        }
    }
}
