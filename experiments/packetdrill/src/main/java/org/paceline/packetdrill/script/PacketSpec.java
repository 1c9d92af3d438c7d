package org.paceline.packetdrill.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a packet carries above IP. */
public sealed interface PacketSpec {
    /** A number that is not given, and so not compared. */
    int ANY = -1;

    /**
     * A TCP segment.
     *
     * @param sourcePort {@link #ANY} for the current connection's
     * @param flags bits of the header, AE as 0x100
     * @param seq null for any
     * @param absoluteSeq the sequence number stands in the packet as it is written
     * @param ack acknowledgment number, null when not given
     * @param windowField {@link #ANY} when not given
     * @param urgentPointer {@link #ANY} when not given
     * @param options null for any
     */
    record Tcp(
            int sourcePort,
            int destinationPort,
            int flags,
            @Nullable Integer seq,
            boolean absoluteSeq,
            int payloadBytes,
            @Nullable Integer ack,
            boolean absoluteAck,
            int windowField,
            int urgentPointer,
            @Nullable List<OptionSpec> options)
            implements PacketSpec {
        public boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /**
     * An ICMP error and the segment that it echoes.
     *
     * @param version 4 or 6
     * @param mtuBytes {@link #ANY} when not given
     * @param seq of the echoed segment
     */
    record Icmp(int version, String type, @Nullable String code, int mtuBytes, int seq, int payloadBytes)
            implements PacketSpec {}

    /** Something else, by its name. */
    record Other(String name) implements PacketSpec {}
}
