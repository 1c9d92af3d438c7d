package org.paceline.probe.path;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.MatchedPackets;
import org.paceline.probe.capture.PacketLog;

/**
 * Finds the packets of one point at another by their identity: a sort of both logs and one walk, so that memory is 8
 * bytes a packet and time does not depend on clocks or order. Where several packets have the same identity, as after a
 * wrap of the IP identification, the clocks that the others show decide; without others, the order does. Not
 * thread-safe.
 */
final class PacketMatcher {
    /** Largest log: an index has 24 bits beside the 40 of the identity that are sorted by. */
    static final int MAX_PACKETS = 1 << 24;

    private static final int INDEX_BITS = 24;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    /** Fewer packets that are unique do not show the clocks. */
    private static final int MIN_UNIQUE = 16;

    /** How much earlier than the clocks say a packet may seem to arrive. */
    private static final double EARLY_NS = 200_000;

    private final PacketLog first;
    private final PacketLog second;
    private final int[] firstOfSecond;
    private @Nullable ClockFit clock;
    private int unique;

    private PacketMatcher(PacketLog first, PacketLog second) {
        this.first = first;
        this.second = second;
        this.firstOfSecond = new int[second.packets()];
        Arrays.fill(firstOfSecond, -1);
    }

    /** The packet of the first log for each one of the second; -1 where there is none. */
    static int[] match(PacketLog first, PacketLog second) {
        PacketMatcher matcher = new PacketMatcher(first, second);
        long[] firstKeys = keys(first);
        long[] secondKeys = keys(second);
        boolean repeated = matcher.walk(firstKeys, secondKeys, false);
        if (repeated) {
            matcher.clock = matcher.unique >= MIN_UNIQUE ? matcher.clockOfUnique() : null;
            matcher.walk(firstKeys, secondKeys, true);
        }
        return matcher.firstOfSecond;
    }

    private static long[] keys(PacketLog log) {
        long[] keys = new long[log.packets()];
        for (int packet = 0; packet < keys.length; packet++) {
            keys[packet] = (log.identity(packet) << INDEX_BITS) | packet;
        }
        Arrays.sort(keys);
        return keys;
    }

    /** Walks both sorted lists; returns whether identities were met that stand for several packets. */
    private boolean walk(long[] firstKeys, long[] secondKeys, boolean repeatedOnly) {
        boolean repeated = false;
        int left = 0;
        int right = 0;
        while (left < firstKeys.length && right < secondKeys.length) {
            long leftKey = firstKeys[left] >> INDEX_BITS;
            long rightKey = secondKeys[right] >> INDEX_BITS;
            if (leftKey < rightKey) {
                left++;
            } else if (leftKey > rightKey) {
                right++;
            } else {
                int leftEnd = end(firstKeys, left);
                int rightEnd = end(secondKeys, right);
                boolean single = leftEnd == left + 1 && rightEnd == right + 1;
                repeated |= !single;
                if (single && !repeatedOnly) {
                    pair((int) (firstKeys[left] & INDEX_MASK), (int) (secondKeys[right] & INDEX_MASK));
                } else if (!single && repeatedOnly) {
                    pairInOrder(firstKeys, left, leftEnd, secondKeys, right, rightEnd);
                }
                left = leftEnd;
                right = rightEnd;
            }
        }
        return repeated;
    }

    private static int end(long[] keys, int start) {
        int end = start + 1;
        while (end < keys.length && keys[end] >> INDEX_BITS == keys[start] >> INDEX_BITS) {
            end++;
        }
        return end;
    }

    private void pair(int firstPacket, int secondPacket) {
        if (first.identity(firstPacket) == second.identity(secondPacket)) {
            firstOfSecond[secondPacket] = firstPacket;
            unique++;
        }
    }

    private void pairInOrder(long[] firstKeys, int left, int leftEnd, long[] secondKeys, int right, int rightEnd) {
        int at = left;
        for (int other = right; other < rightEnd && at < leftEnd; other++) {
            int secondPacket = (int) (secondKeys[other] & INDEX_MASK);
            int spare = (leftEnd - at) - (rightEnd - other);
            while (spare > 0 && at + 1 < leftEnd && fitsBetter(firstKeys, at, secondPacket)) {
                at++;
                spare--;
            }
            int firstPacket = (int) (firstKeys[at] & INDEX_MASK);
            if (clock != null && delayNs(firstPacket, secondPacket) < -EARLY_NS) {
                continue; // the packet of this sight was not captured at the first point
            }
            pair(firstPacket, secondPacket);
            at++;
        }
    }

    /** Whether the next packet of the same identity is the likelier one: this one was lost on the way. */
    private boolean fitsBetter(long[] firstKeys, int at, int secondPacket) {
        if (clock == null) {
            return false;
        }
        double nextNs = delayNs((int) (firstKeys[at + 1] & INDEX_MASK), secondPacket);
        return nextNs > -EARLY_NS && nextNs < delayNs((int) (firstKeys[at] & INDEX_MASK), secondPacket);
    }

    private double delayNs(int firstPacket, int secondPacket) {
        ClockFit known = clock;
        return known == null ? 0 : known.delayNs(first.timeNs(firstPacket), second.timeNs(secondPacket));
    }

    private ClockFit clockOfUnique() {
        IntList packets = new IntList();
        for (int packet = 0; packet < firstOfSecond.length; packet++) {
            if (firstOfSecond[packet] >= 0) {
                packets.add(packet);
            }
        }
        return ClockFit.of(new MatchedPackets() {
            @Override
            public int size() {
                return packets.size();
            }

            @Override
            public long firstNs(int index) {
                return first.timeNs(firstOfSecond[packets.get(index)]);
            }

            @Override
            public long secondNs(int index) {
                return second.timeNs(packets.get(index));
            }

            @Override
            public int frameBytes(int index) {
                return second.frameBytes(packets.get(index));
            }
        });
    }
}
