package org.paceline.cli.differential;

/** Which TCP is the client and which one the server. */
enum Pairing {
    /** What the others are compared with. */
    KERNEL_KERNEL("kernel > kernel", false, false),
    UTCP_KERNEL("utcp > kernel", true, false),
    KERNEL_UTCP("kernel > utcp", false, true),
    UTCP_UTCP("utcp > utcp", true, true);

    private final String title;
    private final boolean utcpClient;
    private final boolean utcpServer;

    Pairing(String title, boolean utcpClient, boolean utcpServer) {
        this.title = title;
        this.utcpClient = utcpClient;
        this.utcpServer = utcpServer;
    }

    String title() {
        return title;
    }

    Party client(DifferentialPath path) {
        return utcpClient ? path.utcpClient() : path.kernelClient();
    }

    Party server(DifferentialPath path) {
        return utcpServer ? path.utcpServer() : path.kernelServer();
    }
}
