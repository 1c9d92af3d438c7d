package org.paceline.testbed;

/** The two protocols below TCP, with the addresses that test hosts have: RFC 5737 and RFC 3849, documentation only. */
public enum AddressFamily {
    IPV4("192.0.2.", "/24"),
    IPV6("2001:db8::", "/64");

    private final String network;
    private final String length;

    AddressFamily(String network, String length) {
        this.network = network;
        this.length = length;
    }

    /** The address of a host, which has a number from 1 to 9. */
    public String address(int host) {
        return network + host;
    }

    /** With the length of the network's prefix. */
    public String prefix(int host) {
        return address(host) + length;
    }

    /** As it stands before a port, or in a URL. */
    public String literal(int host) {
        return this == IPV6 ? "[" + address(host) + "]" : address(host);
    }

    /** Gives the kernel's side of an interface the address. */
    public void assign(TestHost to, String interfaceName, int host) {
        if (this == IPV6) {
            to.ipv6Address(interfaceName, prefix(host));
        } else {
            to.address(interfaceName, prefix(host));
        }
    }
}
