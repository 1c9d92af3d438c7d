package org.paceline.utcp.tcp;

/**
 * TCP Fast Open, RFC 7413: data in the SYN. It may reach the application twice, so nobody gets it who has not asked.
 *
 * @param client our SYN asks for a cookie, and carries data once there is one
 * @param server data of a SYN with a valid cookie is taken
 * @param cookieRequired false takes and sends data in SYNs without any cookie, for networks where nobody forges
 *     addresses (RFC 7413 4.1.2 leaves it to the operator)
 * @param experimentalOption our SYN has the option in its form of before the RFC
 * @param maxPending bound of a listener's connections that took data and whose handshake goes on; the data of further
 *     SYNs is left to be sent again (RFC 7413 5.1)
 */
public record FastOpenConfig(
        boolean client, boolean server, boolean cookieRequired, boolean experimentalOption, int maxPending) {
    /** What Linux's listeners have when they name no other number would be their backlog; this is for many of them. */
    private static final int DEFAULT_MAX_PENDING = 256;

    public FastOpenConfig {
        if (maxPending < 0) {
            throw new IllegalArgumentException("the bound of pending connections is not negative");
        }
    }

    public static FastOpenConfig off() {
        return new FastOpenConfig(false, false, true, false, DEFAULT_MAX_PENDING);
    }

    public FastOpenConfig withClient(boolean changed) {
        return new FastOpenConfig(changed, server, cookieRequired, experimentalOption, maxPending);
    }

    public FastOpenConfig withServer(boolean changed) {
        return new FastOpenConfig(client, changed, cookieRequired, experimentalOption, maxPending);
    }

    public FastOpenConfig withCookieRequired(boolean changed) {
        return new FastOpenConfig(client, server, changed, experimentalOption, maxPending);
    }

    public FastOpenConfig withExperimentalOption(boolean changed) {
        return new FastOpenConfig(client, server, cookieRequired, changed, maxPending);
    }

    public FastOpenConfig withMaxPending(int changed) {
        return new FastOpenConfig(client, server, cookieRequired, experimentalOption, changed);
    }
}
