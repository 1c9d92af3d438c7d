package org.paceline.utcp.tcp.congestion;

/** The algorithms that a socket may choose from, under the names that Linux uses. */
public enum CongestionAlgorithm {
    CUBIC("cubic") {
        @Override
        public CongestionControl create(CongestionParameters parameters) {
            return new Cubic(parameters);
        }
    },
    RENO("reno") {
        @Override
        public CongestionControl create(CongestionParameters parameters) {
            return new NewReno(parameters);
        }
    },
    BBR("bbr") {
        @Override
        public CongestionControl create(CongestionParameters parameters) {
            return new Bbr(parameters);
        }
    },
    FIXED_WINDOW("fixed") {
        @Override
        public CongestionControl create(CongestionParameters parameters) {
            return new FixedWindow(parameters.initialWindowBytes());
        }
    };

    private final String linuxName;

    CongestionAlgorithm(String linuxName) {
        this.linuxName = linuxName;
    }

    public abstract CongestionControl create(CongestionParameters parameters);

    public String linuxName() {
        return linuxName;
    }
}
