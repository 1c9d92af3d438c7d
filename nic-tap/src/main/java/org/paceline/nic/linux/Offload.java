package org.paceline.nic.linux;

/** Work that an interface may do in the kernel's place, so that frames on it are not what a wire would carry. */
public enum Offload {
    /** Checksums of arriving frames are taken as verified. */
    RX_CHECKSUM(0x14, 0x15),
    /** Frames leave with their transport checksum unfilled. */
    TX_CHECKSUM(0x16, 0x17),
    /** TCP hands down super-segments that the interface cuts (TSO). */
    TCP_SEGMENTATION(0x1e, 0x1f),
    /** The kernel cuts super-segments just above the interface (GSO). */
    GENERIC_SEGMENTATION(0x23, 0x24),
    /** Arriving segments are merged (GRO). */
    GENERIC_RECEIVE(0x2b, 0x2c);

    private final int getCommand;
    private final int setCommand;

    /** Commands from linux/ethtool.h. */
    Offload(int getCommand, int setCommand) {
        this.getCommand = getCommand;
        this.setCommand = setCommand;
    }

    int getCommand() {
        return getCommand;
    }

    int setCommand() {
        return setCommand;
    }
}
