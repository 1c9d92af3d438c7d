package org.paceline.pacer.control;

import org.jspecify.annotations.Nullable;

/**
 * The place of one flow in a {@link DepartureWheel} and in a {@link WaitingLine}; each keeps its own links, so a turn
 * may stand in one of each. Made once with its flow, so that nothing is allocated when the flow is planned anew.
 *
 * @param <F> whose turn it is
 */
public final class Turn<F> {
    static final int NOWHERE = -1;

    private final F flow;

    /** Kept by the wheel. */
    long deadlineNs = DepartureWheel.NEVER_NS;

    int slot = NOWHERE;

    @Nullable
    Turn<F> previous;

    @Nullable
    Turn<F> next;

    /** Kept by the line. */
    boolean inLine;

    @Nullable
    Turn<F> before;

    @Nullable
    Turn<F> behind;

    public Turn(F flow) {
        this.flow = flow;
    }

    public F flow() {
        return flow;
    }

    /** When it is due; {@link DepartureWheel#NEVER_NS} when it stands in no wheel. */
    public long deadlineNs() {
        return deadlineNs;
    }

    /** Whether it waits in a line. */
    public boolean inLine() {
        return inLine;
    }
}
