package org.paceline.testbed.guest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;

/**
 * The shell that the first process of a machine of the lab leaves at a port. Safe from any thread.
 *
 * @param host of the testbed, from which it is reached
 * @param address of the machine
 */
public record GuestShell(TestHost host, String address) {
    private static final int PORT = 7_000;
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int RETRY_MS = 500;

    /** Runs a line of shell to its end, and returns what it printed. */
    public String run(String line, long patienceMs) {
        return new String(bytes(line, patienceMs), StandardCharsets.UTF_8);
    }

    /** As {@link #run}, for what is no text. */
    public byte[] bytes(String line, long patienceMs) {
        return host.call(() -> {
            try {
                return converse(line, Math.toIntExact(patienceMs));
            } catch (IOException failure) {
                throw new TestbedException(
                        "the machine at " + address + " does not answer: " + failure.getMessage(), failure);
            }
        });
    }

    private byte[] converse(String line, int patienceMs) throws IOException {
        try (Socket shell = new Socket()) {
            shell.connect(new InetSocketAddress(address, PORT), CONNECT_TIMEOUT_MS);
            shell.setSoTimeout(patienceMs);
            shell.getOutputStream().write((line + "\nexit\n").getBytes(StandardCharsets.UTF_8));
            return shell.getInputStream().readAllBytes();
        }
    }

    /** Waits until it answers. */
    public void awaitAnswer(long patienceMs) {
        long endNs = System.nanoTime() + patienceMs * 1_000_000;
        while (!answers()) {
            if (System.nanoTime() > endNs) {
                throw new TestbedException(
                        "the machine at " + address + " did not answer within " + patienceMs / 1_000 + " s");
            }
        }
    }

    private boolean answers() {
        return host.call(() -> {
            try {
                return new String(converse("echo ready", CONNECT_TIMEOUT_MS), StandardCharsets.UTF_8).contains("ready");
            } catch (IOException notYet) {
                Thread.sleep(RETRY_MS);
                return false;
            }
        });
    }
}
