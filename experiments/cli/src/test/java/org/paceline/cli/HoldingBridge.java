package org.paceline.cli;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.testbed.TestHost;

/**
 * A bridge of two interfaces that looks at what came only now and then, so that frames leave it in trains, as behind a
 * timer. One thread.
 */
final class HoldingBridge implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 2_000;

    private final LongSupplier holdNs;
    private final Thread thread;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private volatile boolean ended;

    private HoldingBridge(TestHost host, String left, String right, LongSupplier holdNs) {
        this.holdNs = holdNs;
        thread = new Thread(() -> live(host, left, right), "holding-bridge");
        thread.setDaemon(true);
    }

    /** @param holdNs asked before each look */
    static HoldingBridge start(TestHost host, String left, String right, LongSupplier holdNs) {
        HoldingBridge bridge = new HoldingBridge(host, left, right, holdNs);
        bridge.thread.start();
        bridge.opened.join();
        return bridge;
    }

    private void live(TestHost host, String left, String right) {
        host.namespace().enter();
        PacketSettings settings = PacketSettings.defaults().withPromiscuous(true);
        try (PacketSocketDevice one = PacketSocketDevice.open(left, settings);
                PacketSocketDevice other = PacketSocketDevice.open(right, settings)) {
            opened.complete(true);
            ByteBuffer frame = ByteBuffer.allocateDirect(one.capabilities().maxFrameBytes());
            while (!ended) {
                forward(one, other, frame);
                forward(other, one, frame);
                LockSupport.parkNanos(holdNs.getAsLong());
            }
        } catch (RuntimeException refused) {
            opened.completeExceptionally(refused);
        }
    }

    private static void forward(PacketSocketDevice from, PacketSocketDevice to, ByteBuffer frame) {
        int lengthBytes = from.receive(frame);
        while (lengthBytes > 0) {
            to.send(frame, lengthBytes);
            lengthBytes = from.receive(frame);
        }
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
