package org.paceline.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.wire.EthernetHeader;

/** Frames through a live node; only what the model fixes is asserted, never how fast this host is. */
@Tag("netns")
class DelayNodeTest {
    private static final int EXPERIMENTAL_TYPE = 0x88B5;
    private static final long DELAY_NS = 5_000_000;
    private static final long PATIENCE_NS = 3_000_000_000L;
    private static final LinkModel BACK = LinkModel.defaults().withDelayNs(DELAY_NS);

    private final Testbed testbed = new Testbed();
    private PacketSocketDevice sender;
    private PacketSocketDevice receiver;
    private TestHost node;

    @BeforeEach
    void threeHostsInARow() throws Exception {
        Privilege.required();
        TestHost a = testbed.host("sender");
        node = testbed.host("node");
        TestHost b = testbed.host("receiver");
        testbed.connect(a, "s0", node, "ns0");
        testbed.connect(b, "r0", node, "nr0");
        sender = testbed.own(a.call(() -> PacketSocketDevice.open("s0")));
        receiver = testbed.own(b.call(
                () -> PacketSocketDevice.open("r0", PacketSettings.defaults().withPromiscuous(true))));
    }

    @AfterEach
    void nothingIsLeft() {
        testbed.close();
    }

    @Test
    void everyFrameArrivesInOrderAndNoneBeforeItsDelay() {
        DelayNode running = start(LinkModel.defaults().withDelayNs(DELAY_NS));
        long[] sentNs = new long[50];
        for (int frame = 0; frame < sentNs.length; frame++) {
            sentNs[frame] = System.nanoTime();
            send(frame, 200);
        }
        for (int frame = 0; frame < sentNs.length; frame++) {
            assertEquals(frame, receive());
            assertTrue(receiver.arrivalNs() - sentNs[frame] >= DELAY_NS, "frame " + frame + " came too soon");
        }

        DelayNodeReport report = running.stop();
        assertEquals(sentNs.length, report.forwardedFrames());
        assertEquals(0, report.missedFrames());
    }

    @Test
    void aBurstBeyondTheQueueIsCutAtTheTail() {
        // 100 kb/s: a frame of 1000 bytes takes 82 ms, so none leaves the queue while the burst comes in
        DelayNode running = start(LinkModel.defaults()
                .withRateBitsPerSecond(100_000)
                .withDelayNs(DELAY_NS)
                .withQueuePackets(3));
        for (int frame = 0; frame < 10; frame++) {
            send(frame, 1_000);
        }
        for (int frame = 0; frame < 3; frame++) {
            assertEquals(frame, receive());
        }

        DelayNodeReport report = running.stop();
        assertEquals(7, report.droppedFrames());
        assertEquals(3, report.peakQueuePackets());
    }

    @Test
    void theOtherDirectionHasItsOwnPath() {
        DelayNode running = start(LinkModel.defaults().withDelayNs(DELAY_NS).withLoss(1));
        send(1, 100);
        ByteBuffer frame = ByteBuffer.allocateDirect(66_000);
        EthernetHeader.write(
                frame,
                0,
                sender.capabilities().macAddress(),
                receiver.capabilities().macAddress(),
                EXPERIMENTAL_TYPE);
        frame.putInt(EthernetHeader.LENGTH_BYTES, 77);
        assertTrue(receiver.send(frame, 100));

        assertEquals(77, await(sender));
        assertEquals(1, running.stop().lostFrames());
    }

    private DelayNode start(LinkModel forward) {
        return testbed.own(
                DelayNode.start(node, new DelayNodeSetup("ns0", "nr0", forward, BACK, 1), UnaryOperator.identity()));
    }

    private void send(int number, int lengthBytes) {
        ByteBuffer frame = ByteBuffer.allocateDirect(2_048);
        EthernetHeader.write(
                frame,
                0,
                receiver.capabilities().macAddress(),
                sender.capabilities().macAddress(),
                EXPERIMENTAL_TYPE);
        frame.putInt(EthernetHeader.LENGTH_BYTES, number);
        assertTrue(sender.send(frame, lengthBytes));
    }

    private int receive() {
        return await(receiver);
    }

    private static int await(PacketSocketDevice device) {
        ByteBuffer frame = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
        EthernetHeader header = new EthernetHeader();
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < PATIENCE_NS) {
            int lengthBytes = device.receive(frame);
            if (header.wrap(frame, 0, lengthBytes) && header.type() == EXPERIMENTAL_TYPE) {
                return frame.getInt(EthernetHeader.LENGTH_BYTES);
            }
            device.awaitFrame(1_000_000);
        }
        throw new AssertionError("no frame within " + PATIENCE_NS + " ns");
    }
}
