package org.paceline.nic.linux;

/**
 * A queueing discipline of an interface and what it has counted.
 *
 * @param kind such as {@code fq_codel}
 * @param handle as tc shows it, the major number in hexadecimal
 * @param parent {@code root}, {@code ingress} or the class that it hangs below
 * @param bytes sent, {@code packets} too, {@code drops} and {@code overlimits} since it was made
 * @param waitingPackets in its queue now, {@code waitingBytes} too
 * @param requeues packets that the driver did not take at the first time
 */
public record QueueDiscipline(
        String kind,
        String handle,
        String parent,
        long bytes,
        long packets,
        long drops,
        long overlimits,
        long requeues,
        long waitingPackets,
        long waitingBytes) {}
