package org.paceline.testbed.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;

/** A running machine of QEMU, told what to do through a {@link GuestShell}. One thread. */
public final class Guest implements AutoCloseable {
    /** That init gives it, on the network of the lab. */
    public static final String ADDRESS = "10.77.0.2";

    /** Its card, whichever it is. */
    public static final String INTERFACE = "eth0";

    private static final String READY = "GUEST-READY";
    private static final long BOOT_PATIENCE_MS = 120_000;
    private static final long POLL_MS = 100;

    private final TestHost host;
    private final ChildProcess qemu;

    private Guest(TestHost host, ChildProcess qemu) {
        this.host = host;
        this.qemu = qemu;
    }

    /** Boots it on a host of the testbed, in whose namespace its TAP is, and waits until it answers. */
    public static Guest boot(TestHost host, QemuSettings settings) {
        ChildProcess qemu = host.start(settings.command().toArray(String[]::new));
        Guest guest = new Guest(host, qemu);
        try {
            guest.awaitReady(settings.console());
            return guest;
        } catch (RuntimeException failure) {
            qemu.close();
            throw failure;
        }
    }

    private void awaitReady(Path console) {
        for (long waitedMs = 0; waitedMs < BOOT_PATIENCE_MS; waitedMs += POLL_MS) {
            if (qemu.await(POLL_MS)) {
                throw new TestbedException("qemu ended: " + qemu.output().strip());
            }
            if (text(console).contains(READY)) {
                return;
            }
        }
        throw new TestbedException("the guest was not ready after " + BOOT_PATIENCE_MS / 1000 + " s; it said: "
                + text(console).lines().reduce("nothing", (earlier, later) -> later));
    }

    private static String text(Path console) {
        try {
            return Files.exists(console) ? Files.readString(console, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException failure) {
            throw new TestbedException("cannot read " + console, failure);
        }
    }

    /** Runs a line of shell in the guest to its end, and returns what it printed. */
    public String run(String line, long patienceMs) {
        return shell(ADDRESS).run(line, patienceMs);
    }

    /** The shell of a machine in it, or of itself. */
    public GuestShell shell(String address) {
        return new GuestShell(host, address);
    }

    public long pid() {
        return qemu.pid();
    }

    @Override
    public void close() {
        qemu.close();
    }
}
