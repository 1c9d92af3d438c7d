package org.paceline.nic.linux;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.paceline.nic.DeviceException;

/** Namespaces for a test, or the reason why this host gives none: a skip, but a failure where CI=true. */
final class TestNamespaces {
    private TestNamespaces() {}

    static NetworkNamespace created() {
        try {
            return NetworkNamespace.create();
        } catch (DeviceException denied) {
            if ("true".equals(System.getenv("CI"))) {
                throw denied;
            }
            return Assumptions.abort(denied.getMessage());
        }
    }

    /** Has the kernel of a namespace send one datagram, after ARP when it does not know the address. */
    static void sendDatagram(NetworkNamespace namespace, String address, byte[] data) {
        namespace.call(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(data, data.length, InetAddress.getByName(address), 7_777));
            }
            return true;
        });
    }

    /** Runs a command in a namespace; its output. */
    static String run(NetworkNamespace namespace, String... command) {
        List<String> line = new ArrayList<>(List.of("nsenter", "--net=" + namespace.path()));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", line) + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(String.join(" ", line), failure);
        }
    }
}
