package org.paceline.packetdrill.script;

/**
 * What a script says of the IP header; {@link PacketSpec#ANY} for what it leaves out.
 *
 * @param ecn codepoint of RFC 3168
 * @param trafficClass the whole byte
 * @param hops TTL or hop limit
 */
public record IpSpec(int ecn, int trafficClass, int hops, int flowLabel) {
    public static final IpSpec NONE = new IpSpec(PacketSpec.ANY, PacketSpec.ANY, PacketSpec.ANY, PacketSpec.ANY);

    IpSpec withEcn(int changed) {
        return new IpSpec(changed, trafficClass, hops, flowLabel);
    }

    IpSpec withTrafficClass(int changed) {
        return new IpSpec(ecn, changed, hops, flowLabel);
    }

    IpSpec withHops(int changed) {
        return new IpSpec(ecn, trafficClass, changed, flowLabel);
    }

    IpSpec withFlowLabel(int changed) {
        return new IpSpec(ecn, trafficClass, hops, changed);
    }
}
