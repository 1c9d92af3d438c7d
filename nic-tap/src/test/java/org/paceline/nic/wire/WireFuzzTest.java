package org.paceline.nic.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The codecs under Jazzer. An ordinary run replays the inputs in {@code WireFuzzTestInputs}; with JAZZER_FUZZ=1 and one
 * method named, it searches for new ones.
 */
class WireFuzzTest {
    @FuzzTest
    void ethernet(byte[] bytes) {
        WireInvariants.ethernet(bytes);
    }

    @FuzzTest
    void arp(byte[] bytes) {
        WireInvariants.arp(bytes);
    }

    @FuzzTest
    void ipv4(byte[] bytes) {
        WireInvariants.ipv4(bytes);
    }

    @FuzzTest
    void icmp(byte[] bytes) {
        WireInvariants.icmp(bytes);
    }

    @FuzzTest
    void ipv6(byte[] bytes) {
        Ipv6Invariants.ipv6(bytes);
    }

    @FuzzTest
    void icmpv6(byte[] bytes) {
        Ipv6Invariants.icmpv6(bytes);
    }

    @FuzzTest
    void tcp(byte[] bytes) {
        WireInvariants.tcp(bytes);
    }

    @FuzzTest
    void options(byte[] bytes) {
        WireInvariants.options(bytes);
    }

    @FuzzTest
    void text(byte[] bytes) {
        WireInvariants.text(bytes);
    }
}
