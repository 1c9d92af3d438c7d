package org.paceline.utcp.simulation;

/**
 * What one user of a conversation does.
 *
 * @param bytes what it writes
 * @param chunkBytes most that it writes or reads at once
 * @param writePauseNs rest after each write; a slow writer
 * @param readPauseNs rest after each read; a slow reader, whose window closes
 * @param ending how it ends
 */
record UserPlan(long bytes, int chunkBytes, long writePauseNs, long readPauseNs, Ending ending) {
    /** Somebody whom nobody planned: says nothing and reads whatever comes. */
    static UserPlan silent() {
        return new UserPlan(0, 4_096, 0, 0, Ending.SHUTDOWN);
    }
}
