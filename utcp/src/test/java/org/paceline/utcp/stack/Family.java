package org.paceline.utcp.stack;

import org.paceline.nic.wire.IpAddress;

/** Who stands on the link of a test, in either family of IP. */
@SuppressWarnings("ImmutableEnumChecker") // IpAddress is two words that never change
enum Family {
    IPV4("10.0.0.1", "10.0.0.2", "/24"),
    IPV6("2001:db8::1", "2001:db8::2", "/64");

    final IpAddress us;
    final IpAddress peer;
    private final String prefix;

    Family(String us, String peer, String prefix) {
        this.us = IpAddress.parse(us);
        this.peer = IpAddress.parse(peer);
        this.prefix = prefix;
    }

    /** Our side of the link; nothing leaves that the test has not asked for. */
    LocalNetwork network() {
        return LocalNetwork.parse(us + prefix).withQuiet(true);
    }

    /** The peer's side. */
    LocalNetwork peerNetwork() {
        return LocalNetwork.parse(peer + prefix).withQuiet(true);
    }

    /** How the text of our segments begins. */
    String usText() {
        return this == IPV4 ? us.toString() : "[" + us + "]";
    }

    String peerText() {
        return this == IPV4 ? peer.toString() : "[" + peer + "]";
    }
}
