package org.paceline.nic.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Numbered frames sent over a link in even steps, and what came out. */
final class LinkRun {
    /** Bytes; the number stands where neither the Ethernet header nor damage to it matters. */
    static final int FRAME_BYTES = 114;

    private static final int NUMBER_OFFSET = 6;

    final SimulatedLink link;
    final List<Delivery> deliveries = new ArrayList<>();

    record Delivery(long arrivalNs, int number, String hex) {}

    LinkRun(LinkModel model, long seed) {
        link = new SimulatedLink(model, seed);
    }

    static byte[] frame(int number) {
        byte[] frame = new byte[FRAME_BYTES];
        ByteBuffer.wrap(frame).putInt(NUMBER_OFFSET, number);
        return frame;
    }

    /** Sends frames 0 to {@code frames - 1} and takes all that arrives, each at its time. */
    LinkRun send(int frames, long stepNs) {
        for (int number = 0; number < frames; number++) {
            long nowNs = number * stepNs;
            take(nowNs);
            link.offer(nowNs, ByteBuffer.wrap(frame(number)), FRAME_BYTES);
        }
        take(Long.MAX_VALUE - 1);
        return this;
    }

    private void take(long untilNs) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        while (link.nextArrivalNs() <= untilNs) {
            int lengthBytes = link.poll(link.nextArrivalNs(), frame);
            String hex = HexFormat.of().formatHex(frame.array(), 0, lengthBytes);
            deliveries.add(new Delivery(link.arrivalNs(), frame.getInt(NUMBER_OFFSET), hex));
        }
    }

    List<Integer> numbers() {
        return deliveries.stream().map(Delivery::number).toList();
    }
}
