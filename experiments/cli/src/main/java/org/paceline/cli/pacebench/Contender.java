package org.paceline.cli.pacebench;

/** Sends for an arm's turn: warm-up and counted seconds, and returns. */
interface Contender {
    /** @throws RuntimeException in one line that says why this arm cannot run here */
    Sent send(Arm arm);
}
