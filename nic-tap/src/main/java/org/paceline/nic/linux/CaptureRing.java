package org.paceline.nic.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames in memory shared with the kernel, packed into blocks (RX_RING of TPACKET_V3): room for many, at the price that
 * a block is handed over only when it is full or {@value #BLOCK_TIMEOUT_MS} ms old.
 *
 * <p>The accessors speak of the frame that the last successful {@link #next} moved to; it stays until the next call.
 * Belongs to one thread. Layout from linux/if_packet.h.
 */
final class CaptureRing {
    private static final int TP_STATUS_KERNEL = 0;
    private static final int TP_STATUS_USER = 1;
    private static final int TP_STATUS_VLAN_VALID = 1 << 4;
    private static final int TP_STATUS_VLAN_TPID_VALID = 1 << 6;
    private static final int PACKET_OUTGOING = 4;
    private static final int TYPE_VLAN = 0x8100;

    /** Offsets in {@code struct tpacket_block_desc}. */
    private static final int BLOCK_STATUS = 8;

    private static final int BLOCK_FRAMES = 12;
    private static final int BLOCK_FIRST_FRAME = 16;

    /** Offsets in {@code struct tpacket3_hdr}, and in the {@code struct sockaddr_ll} behind its 48 bytes. */
    private static final int NEXT_OFFSET = 0;

    private static final int SECONDS = 4;
    private static final int NANOSECONDS = 8;
    private static final int STORED_LENGTH = 12;
    private static final int LENGTH = 16;
    private static final int STATUS = 20;
    private static final int FRAME_OFFSET = 24;
    private static final int VLAN_CONTROL = 32;
    private static final int VLAN_PROTOCOL = 36;
    private static final int PACKET_TYPE = 48 + 10;

    /** A merged frame of 64 KiB fits four times. */
    static final int BLOCK_BYTES = 256 << 10;

    /** Short enough for a live display, long enough for blocks to fill at 100 Mb/s. */
    private static final int BLOCK_TIMEOUT_MS = 10;

    /** Version 3 ignores the slot size but checks that it divides the block. */
    private static final int NOMINAL_SLOT_BYTES = 2_048;

    private static final VarHandle STATUS_WORD =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(BLOCK_FIRST_FRAME + Integer.BYTES);

    private final int ringBytes;
    private ByteBuffer headers;
    private ByteBuffer frames;
    private int block;
    private int framesLeft;
    private int frame;
    private boolean inBlock;

    CaptureRing(PacketSocket socket, int ringBytes) {
        this.ringBytes = Math.max(2, ringBytes / BLOCK_BYTES) * BLOCK_BYTES;
        NativeMemory request = new NativeMemory(28);
        request.bytes().putInt(0, BLOCK_BYTES).putInt(4, this.ringBytes / BLOCK_BYTES);
        request.bytes().putInt(8, NOMINAL_SLOT_BYTES).putInt(12, this.ringBytes / NOMINAL_SLOT_BYTES);
        request.bytes().putInt(16, BLOCK_TIMEOUT_MS);
        socket.version(PacketSocket.TPACKET_V3);
        headers = LinuxCalls.view(socket.mapRing(request, this.ringBytes), this.ringBytes);
        frames = headers.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    /** Moves to the next frame; false when none is waiting, and then there is none at hand. */
    boolean next() {
        if (framesLeft == 0 && inBlock) {
            releaseBlock();
        }
        // a block that timed out may be empty
        while (!inBlock && blockWaiting()) {
            framesLeft = headers.getInt(block + BLOCK_FRAMES);
            frame = block + headers.getInt(block + BLOCK_FIRST_FRAME);
            inBlock = true;
            if (framesLeft > 0) {
                framesLeft--;
                return true;
            }
            releaseBlock();
        }
        if (!inBlock) {
            return false;
        }
        frame += headers.getInt(frame + NEXT_OFFSET);
        framesLeft--;
        return true;
    }

    /** Whether {@link #next} would find a frame, or at least a block to look into. */
    boolean waiting() {
        return framesLeft > 0 || (!inBlock && blockWaiting());
    }

    int lengthBytes() {
        return headers.getInt(frame + LENGTH);
    }

    int storedBytes() {
        return headers.getInt(frame + STORED_LENGTH);
    }

    /** Time of CLOCK_REALTIME, in nanoseconds since 1970. */
    long realtimeNs() {
        return (headers.getInt(frame + SECONDS) & 0xffff_ffffL) * 1_000_000_000L + headers.getInt(frame + NANOSECONDS);
    }

    /** Sent by this host, not received. */
    boolean outbound() {
        return headers.get(frame + PACKET_TYPE) == PACKET_OUTGOING;
    }

    boolean tagTaken() {
        return (headers.getInt(frame + STATUS) & TP_STATUS_VLAN_VALID) != 0;
    }

    /** The tag's four bytes: protocol and control information. */
    int tag() {
        boolean protocolKnown = (headers.getInt(frame + STATUS) & TP_STATUS_VLAN_TPID_VALID) != 0;
        int protocol = protocolKnown ? headers.getShort(frame + VLAN_PROTOCOL) & 0xffff : TYPE_VLAN;
        return (protocol << 16) | (headers.getInt(frame + VLAN_CONTROL) & 0xffff);
    }

    /** The ring's memory in network order. */
    ByteBuffer frames() {
        return frames;
    }

    /** Where in {@link #frames} the Ethernet header begins. */
    int frameOffset() {
        return frame + (headers.getShort(frame + FRAME_OFFSET) & 0xffff);
    }

    /** The mapping is about to go; the ring looks empty from here on. */
    void detach() {
        headers = NOTHING;
        frames = NOTHING;
        block = 0;
        framesLeft = 0;
        inBlock = false;
    }

    private boolean blockWaiting() {
        return ((int) STATUS_WORD.getAcquire(headers, block + BLOCK_STATUS) & TP_STATUS_USER) != 0;
    }

    private void releaseBlock() {
        STATUS_WORD.setRelease(headers, block + BLOCK_STATUS, TP_STATUS_KERNEL);
        inBlock = false;
        block += BLOCK_BYTES;
        if (block == ringBytes) {
            block = 0;
        }
    }
}
