package org.paceline.nic.linux;

/**
 * How a packet socket takes part in an Ethernet.
 *
 * @param macAddress our address, or {@link #DERIVED_MAC} or {@link #INTERFACE_MAC}
 * @param promiscuous hand up every frame, not only those to our address and to groups: for a bridging node
 * @param ringBytes memory for frames that have arrived and were not read yet; frames beyond it are lost and counted
 * @param txStamps the kernel tells when it handed each frame to the driver, for about a microsecond of CPU a frame
 */
public record PacketSettings(long macAddress, boolean promiscuous, int ringBytes, boolean txStamps) {
    /** An address of our own beside the kernel's, so that the local kernel leaves our connections alone. */
    public static final long DERIVED_MAC = -1;

    /** The interface's address; the local kernel sees our frames too, and answers our connections with RST. */
    public static final long INTERFACE_MAC = -2;

    /** 4,096 full frames, 50 ms at 1 Gb/s: longer than the stalls of a shared virtual machine. */
    private static final int DEFAULT_RING_BYTES = 8 << 20;

    private static final int MIN_RING_BYTES = 64 << 10;
    private static final int MAX_RING_BYTES = 1 << 30;

    public PacketSettings {
        if (macAddress < INTERFACE_MAC || macAddress >= 1L << 48) {
            throw new IllegalArgumentException("a MAC address has 48 bits");
        }
        if (ringBytes < MIN_RING_BYTES || ringBytes > MAX_RING_BYTES) {
            throw new IllegalArgumentException(
                    "a ring has " + MIN_RING_BYTES + " to " + MAX_RING_BYTES + " bytes, not " + ringBytes);
        }
    }

    public static PacketSettings defaults() {
        return new PacketSettings(DERIVED_MAC, false, DEFAULT_RING_BYTES, false);
    }

    public PacketSettings withMacAddress(long address) {
        return new PacketSettings(address, promiscuous, ringBytes, txStamps);
    }

    public PacketSettings withPromiscuous(boolean everything) {
        return new PacketSettings(macAddress, everything, ringBytes, txStamps);
    }

    public PacketSettings withRingBytes(int bytes) {
        return new PacketSettings(macAddress, promiscuous, bytes, txStamps);
    }

    public PacketSettings withTxStamps(boolean stamped) {
        return new PacketSettings(macAddress, promiscuous, ringBytes, stamped);
    }
}
