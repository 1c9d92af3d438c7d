package org.paceline.nic.wire;

/** The two ECN bits of the traffic class, RFC 3168 section 5. */
public final class EcnCodepoint {
    /** The transport does not speak ECN. */
    public static final int NOT_ECT = 0;

    public static final int ECT_1 = 1;
    public static final int ECT_0 = 2;

    /** Congestion experienced. */
    public static final int CE = 3;

    static final int MASK = 3;

    private EcnCodepoint() {}
}
