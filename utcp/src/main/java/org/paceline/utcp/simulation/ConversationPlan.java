package org.paceline.utcp.simulation;

/**
 * One connection of a scenario.
 *
 * @param fromA whether host a opens it
 * @param startNs when
 * @param opener what the side does that opens it
 * @param accepter what the other side does
 */
record ConversationPlan(boolean fromA, long startNs, UserPlan opener, UserPlan accepter) {
    /** Whether both sides mean to hear each other out. */
    boolean orderly() {
        return opener.ending() != Ending.ABORT && accepter.ending() != Ending.ABORT;
    }
}
