package org.paceline.nic.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arriving frames in memory shared with the kernel, one slot a frame (RX_RING of TPACKET_V2).
 *
 * <p>Asking for a frame only reads memory, so spinning on it costs no system call and sees a frame about 2 us after it
 * was sent; version 3 would hold it back until a block is full. The accessors speak of the frame at hand, which is
 * there once {@link #frameWaiting} has said so and until {@link #release}. A frame too large for a slot is cut, and may
 * wait whole in the socket's queue ({@link #waitsWhole}). Belongs to one thread. Layout from linux/if_packet.h.
 */
final class PacketRing {
    private static final int TP_STATUS_KERNEL = 0;
    private static final int TP_STATUS_USER = 1;
    private static final int TP_STATUS_COPY = 1 << 1;
    private static final int TP_STATUS_CSUMNOTREADY = 1 << 3;
    private static final int TP_STATUS_VLAN_VALID = 1 << 4;
    private static final int TP_STATUS_VLAN_TPID_VALID = 1 << 6;
    private static final int TYPE_VLAN = 0x8100;

    /** Offsets in {@code struct tpacket2_hdr}. */
    private static final int STATUS = 0;

    private static final int LENGTH = 4;
    private static final int STORED_LENGTH = 8;
    private static final int FRAME_OFFSET = 12;
    private static final int SECONDS = 16;
    private static final int NANOSECONDS = 20;
    private static final int VLAN_CONTROL = 24;
    private static final int VLAN_PROTOCOL = 26;

    /** Room in a slot before the packet above Ethernet: TPACKET2_HDRLEN and 16 bytes of link header, aligned to 16. */
    private static final int SLOT_OVERHEAD_BYTES = 80;

    private static final int MIN_SLOT_BYTES = 2_048;

    /**
     * Larger frames are rare and take the way through the queue; a slot of 64 KiB would leave a ring too few of them.
     */
    private static final int MAX_SLOT_BYTES = 16_384;

    /** The kernel allocates the ring in blocks; a power of two, no smaller than a slot. */
    private static final int BLOCK_BYTES = 65_536;

    private static final VarHandle STATUS_WORD =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    /** A ring without a frame, which stands in for the mapping once that is gone. */
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(SLOT_OVERHEAD_BYTES);

    private final int slotBytes;
    private final int ringBytes;
    private ByteBuffer headers;
    private ByteBuffer frames;
    private int slot;

    /**
     * Sets the ring up on a socket that is not bound yet.
     *
     * @param maxPacketBytes packets up to this size, Ethernet header aside, shall fit a slot if that is sensible
     */
    PacketRing(PacketSocket socket, int maxPacketBytes, int ringBytes) {
        slotBytes = slotBytes(maxPacketBytes);
        this.ringBytes = ringBytes / BLOCK_BYTES * BLOCK_BYTES;
        NativeMemory request = new NativeMemory(16);
        request.bytes().putInt(0, BLOCK_BYTES).putInt(4, this.ringBytes / BLOCK_BYTES);
        request.bytes().putInt(8, slotBytes).putInt(12, this.ringBytes / slotBytes);
        socket.version(PacketSocket.TPACKET_V2);
        headers = LinuxCalls.view(socket.mapRing(request, this.ringBytes), this.ringBytes);
        frames = headers.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    static int slotBytes(int maxPacketBytes) {
        int neededBytes = Math.min(MAX_SLOT_BYTES, Math.max(MIN_SLOT_BYTES, SLOT_OVERHEAD_BYTES + maxPacketBytes));
        return neededBytes == Integer.highestOneBit(neededBytes)
                ? neededBytes
                : Integer.highestOneBit(neededBytes) << 1;
    }

    boolean frameWaiting() {
        return ((int) STATUS_WORD.getAcquire(headers, slot + STATUS) & TP_STATUS_USER) != 0;
    }

    /** Bytes of the frame as it arrived. */
    int lengthBytes() {
        return headers.getInt(slot + LENGTH);
    }

    /** Bytes of it that the slot holds. */
    int storedBytes() {
        return headers.getInt(slot + STORED_LENGTH);
    }

    /** The frame was cut, and waits whole in the socket's queue. */
    boolean waitsWhole() {
        return has(TP_STATUS_COPY);
    }

    /** The local kernel has left the transport checksum to an interface that does not exist. */
    boolean checksumUnfilled() {
        return has(TP_STATUS_CSUMNOTREADY);
    }

    /** The kernel took an 802.1Q tag out of the frame. */
    boolean tagTaken() {
        return has(TP_STATUS_VLAN_VALID);
    }

    /** The tag's four bytes: protocol and control information. */
    int tag() {
        int protocol = has(TP_STATUS_VLAN_TPID_VALID) ? headers.getShort(slot + VLAN_PROTOCOL) & 0xffff : TYPE_VLAN;
        return (protocol << 16) | (headers.getShort(slot + VLAN_CONTROL) & 0xffff);
    }

    /** Arrival by CLOCK_REALTIME, in nanoseconds since 1970. */
    long realtimeNs() {
        return (headers.getInt(slot + SECONDS) & 0xffff_ffffL) * 1_000_000_000L + headers.getInt(slot + NANOSECONDS);
    }

    /** The ring's memory in network order. */
    ByteBuffer frames() {
        return frames;
    }

    /** Where in {@link #frames} the Ethernet header begins. */
    int frameOffset() {
        return slot + (headers.getShort(slot + FRAME_OFFSET) & 0xffff);
    }

    /** Gives the slot back to the kernel and moves on. */
    void release() {
        STATUS_WORD.setRelease(headers, slot + STATUS, TP_STATUS_KERNEL);
        slot += slotBytes;
        if (slot == ringBytes) {
            slot = 0;
        }
    }

    /** The mapping is about to go; the ring looks empty from here on. */
    void detach() {
        headers = NOTHING;
        frames = NOTHING;
        slot = 0;
    }

    private boolean has(int flag) {
        return (headers.getInt(slot + STATUS) & flag) != 0;
    }
}
