package org.paceline.cli.demo;

import java.nio.file.Path;
import java.util.List;

/** Where the arms run. Belongs to one thread. */
interface DemoPath {
    /** Ethernet 14, IP 20, and TCP with all the options it may have, 60, rounded up: nobody reads the payload. */
    int CAPTURED_BYTES = 96;

    /** In a line, for the report. */
    String description();

    /** Arms that can run here, in the order of the report. */
    List<Arm> arms();

    /** Whether time is simulated. */
    boolean virtualTime();

    /** Standard deviation of the time stamps in the captures. */
    long stampNoiseNs();

    /**
     * Gives an arm its turn.
     *
     * @param capture file that takes the frames on the sender's side of the bottleneck
     */
    RoundRecord run(Arm arm, int round, Path capture);
}
