package org.paceline.pacer.control;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many frames of all connections may stand in the device's queue: so many packets, or as many as drain in a time,
 * whichever is more. Linux bounds a socket's bytes below TCP by the same rule (TCP small queues).
 *
 * @param packets at least 1
 * @param drainNs 0 for the packets alone
 * @param shareFrames that a connection sends in a row while others wait
 */
public record TransmitLimit(int packets, long drainNs, int shareFrames) {
    /** What is never reached. */
    private static final int UNLIMITED_PACKETS = Integer.MAX_VALUE;

    /** The quantum of sch_fq: 2 frames. */
    private static final int SHARE_FRAMES = 2;

    private static final int MAX_PACKETS = 1_000_000;
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_DRAIN_NS = 1_000 * NS_PER_MS;

    /** No more than 2 packets or 1 ms. */
    public static final TransmitLimit AUTOMATIC = new TransmitLimit(2, NS_PER_MS, SHARE_FRAMES);

    /** As many as the device takes. */
    public static final TransmitLimit OFF = new TransmitLimit(UNLIMITED_PACKETS, 0, SHARE_FRAMES);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})(us|ms)?");

    public TransmitLimit {
        if (packets < 1 || drainNs < 0 || drainNs > MAX_DRAIN_NS || shareFrames < 1) {
            throw new IllegalArgumentException("a device queue of " + packets + " packets and " + drainNs
                    + " ns with a share of " + shareFrames
                    + " frames is out of range: at least 1 packet, 1 s at most, a share of 1 or more");
        }
    }

    public boolean off() {
        return packets == UNLIMITED_PACKETS;
    }

    public TransmitLimit withShareFrames(int changed) {
        return new TransmitLimit(packets, drainNs, changed);
    }

    /**
     * {@code auto}, {@code off}, a number of packets such as {@code 4}, or a time such as {@code 500us} or {@code 2ms}.
     *
     * @throws IllegalArgumentException in one line that lists what is possible
     */
    public static TransmitLimit parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        Matcher amount = TEXT.matcher(word);
        if (word.equals("auto")) {
            return AUTOMATIC;
        }
        if (word.equals("off")) {
            return OFF;
        }
        long number = amount.matches() ? Long.parseLong(amount.group(1)) : 0;
        if (number > 0 && amount.group(2) == null && number <= MAX_PACKETS) {
            return new TransmitLimit((int) number, 0, SHARE_FRAMES);
        }
        long unitNs = number > 0 && "ms".equals(amount.group(2)) ? NS_PER_MS : NS_PER_US;
        if (number > 0 && amount.group(2) != null && number * unitNs <= MAX_DRAIN_NS) {
            return new TransmitLimit(1, number * unitNs, SHARE_FRAMES);
        }
        throw new IllegalArgumentException("no limit of the device's queue is called \""
                + text.replaceAll("\\p{Cntrl}", "?")
                + "\"; use auto, off, packets from 1 to 1000000 such as 4, or a time up to 1000ms such as 500us");
    }

    @Override
    public String toString() {
        if (off()) {
            return "off";
        }
        if (equals(AUTOMATIC)) {
            return "auto";
        }
        if (drainNs == 0) {
            return Integer.toString(packets);
        }
        return drainNs % NS_PER_MS == 0 ? drainNs / NS_PER_MS + "ms" : drainNs / NS_PER_US + "us";
    }
}
