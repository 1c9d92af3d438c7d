package org.paceline.utcp.tcp;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that the buffers of all connections of one stack may hold together, with the three marks of Linux's tcp_mem.
 *
 * <p>A buffer asks before it grows and gives back when it shrinks. Above the pressure mark the stack admits no new
 * connection and windows shrink towards what is held, until less than the low mark is held again; beyond the high mark
 * nothing is given but the first chunk of a buffer that could not go on without. Segments without data need none of it:
 * their frames exist from the start, so ACKs, RSTs and SYN-ACKs leave however little is left. Any thread may call,
 * because applications fill send buffers.
 */
public final class MemoryBudget {
    private final long lowBytes;
    private final long pressureBytes;
    private final long highBytes;
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile long peakBytes;
    private volatile boolean underPressure;

    /**
     * @param lowBytes below it the pressure ends
     * @param pressureBytes above it the pressure begins
     * @param highBytes exceeded by {@link #reserveAnyway} only
     */
    public MemoryBudget(long lowBytes, long pressureBytes, long highBytes) {
        if (lowBytes < 0 || pressureBytes < lowBytes || highBytes < pressureBytes) {
            throw new IllegalArgumentException(
                    "memory marks " + lowBytes + ", " + pressureBytes + ", " + highBytes + " do not ascend");
        }
        this.lowBytes = lowBytes;
        this.pressureBytes = pressureBytes;
        this.highBytes = highBytes;
    }

    /** Pressure from three quarters of the bound on, till half of it. */
    public static MemoryBudget of(long highBytes) {
        return new MemoryBudget(highBytes / 2, highBytes / 4 * 3, highBytes);
    }

    /** A budget that refuses nothing, for a connection without a stack. */
    public static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Takes bytes out of the budget; false, and nothing taken, when so many are not left. */
    public boolean reserve(long bytes) {
        long held = heldBytes.get();
        while (bytes <= highBytes - held) {
            if (heldBytes.compareAndSet(held, held + bytes)) {
                onHeld(held + bytes);
                return true;
            }
            held = heldBytes.get();
        }
        refusals.incrementAndGet();
        underPressure = true;
        return false;
    }

    /** Takes bytes out of the budget even beyond its bound. */
    public void reserveAnyway(long bytes) {
        onHeld(heldBytes.addAndGet(bytes));
    }

    /** Gives back bytes that were reserved. */
    public void release(long bytes) {
        long held = heldBytes.addAndGet(-bytes);
        if (held < 0) {
            throw new IllegalStateException(bytes + " bytes were given back, more than were held");
        }
        if (held <= lowBytes) {
            underPressure = false;
        }
    }

    private void onHeld(long held) {
        if (held > peakBytes) {
            peakBytes = held;
        }
        if (held > pressureBytes) {
            underPressure = true;
        }
    }

    /** Whether memory is short: nobody new comes in, and windows are not to grow. */
    public boolean underPressure() {
        return underPressure;
    }

    public long heldBytes() {
        return heldBytes.get();
    }

    /** The most that was held at once, to within a race of two threads. */
    public long peakBytes() {
        return peakBytes;
    }

    public long highBytes() {
        return highBytes;
    }

    /** How often {@link #reserve} said no. */
    public long refusals() {
        return refusals.get();
    }
}
