package org.paceline.utcp.tcp.congestion;

/** The algorithms that a socket may choose from, under the names that Linux uses. */
public enum CongestionAlgorithm {
    RENO("reno") {
        @Override
        public CongestionControl create(int segmentBytes, long initialWindowBytes) {
            return new NewReno(segmentBytes, initialWindowBytes);
        }
    },
    FIXED_WINDOW("fixed") {
        @Override
        public CongestionControl create(int segmentBytes, long initialWindowBytes) {
            return new FixedWindow(initialWindowBytes);
        }
    };

    private final String linuxName;

    CongestionAlgorithm(String linuxName) {
        this.linuxName = linuxName;
    }

    public abstract CongestionControl create(int segmentBytes, long initialWindowBytes);

    public String linuxName() {
        return linuxName;
    }
}
