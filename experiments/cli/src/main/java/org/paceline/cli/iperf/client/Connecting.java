package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.transport.Stream;
import org.paceline.cli.iperf.transport.StreamOptions;
import org.paceline.cli.iperf.transport.Transport;

/** Connects to the server of a test and says in a line why that failed. */
final class Connecting {
    /** Four SYNs by RFC 6298's first timeout of 1 s and its doubling: at 0, 1, 3 and 7 s. */
    private static final long TIMEOUT_NS = 10_000_000_000L;

    private Connecting() {}

    static Stream to(SendSettings settings, Transport transport, StreamOptions options) throws IOException {
        String server = settings.hostName() + " port " + settings.port();
        try {
            return transport.connect(settings.host(), settings.port(), options, TIMEOUT_NS);
        } catch (NoRouteToHostException noWay) {
            throw new IperfException(
                    "no route to " + server + ": " + noWay.getMessage() + "; check --address and --gateway", noWay);
        } catch (SocketTimeoutException silence) {
            throw new IperfException(
                    server + " did not answer within " + TIMEOUT_NS / 1_000_000_000L
                            + " s; check the address, the path and the server's firewall",
                    silence);
        } catch (ConnectException refused) {
            throw new IperfException(
                    "cannot connect to " + server + ": " + refused.getMessage() + "; start iperf3 -s there", refused);
        } catch (IperfException told) {
            throw told;
        } catch (IOException failed) {
            throw new IperfException("cannot connect to " + server + ": " + failed.getMessage(), failed);
        }
    }
}
