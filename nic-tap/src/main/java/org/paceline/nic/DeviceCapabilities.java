package org.paceline.nic;

/**
 * What a device can do, so that the stack need not ask what kind it is.
 *
 * @param name how the device is called in messages, such as {@code tap:pace0}
 * @param macAddress 48 bits, the address that frames are sent from
 * @param mtuBytes largest IP packet that one frame carries
 * @param maxFrameBytes largest frame that {@code receive} may hand over; more than MTU and header where frames arrive
 *     merged
 * @param checksumOffload the device fills in and verifies transport checksums (virtio-net header)
 * @param segmentationOffload the device cuts super-segments (virtio-net header)
 * @param kernelArrivalTimes arrival times are the kernel's, not those of the call that received
 */
public record DeviceCapabilities(
        String name,
        long macAddress,
        int mtuBytes,
        int maxFrameBytes,
        boolean checksumOffload,
        boolean segmentationOffload,
        boolean kernelArrivalTimes) {
    /** RFC 791: every host must take a packet of 68 bytes; RFC 894 gives Ethernet's usual 1500. */
    private static final int MIN_MTU_BYTES = 68;

    private static final int ETHERNET_HEADER_BYTES = 14;

    public DeviceCapabilities {
        if (mtuBytes < MIN_MTU_BYTES) {
            throw new IllegalArgumentException("MTU of " + mtuBytes + " bytes is below " + MIN_MTU_BYTES);
        }
        if (maxFrameBytes < mtuBytes + ETHERNET_HEADER_BYTES) {
            throw new IllegalArgumentException(
                    "frames of " + maxFrameBytes + " bytes cannot carry an MTU of " + mtuBytes + " bytes");
        }
        if (macAddress >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits");
        }
    }
}
