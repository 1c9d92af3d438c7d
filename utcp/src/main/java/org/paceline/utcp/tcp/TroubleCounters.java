package org.paceline.utcp.tcp;

/** What went wrong on one connection so far; made when something does first, as on most connections nothing will. */
final class TroubleCounters {
    /** Nothing so far; to be read only. */
    static final TroubleCounters NONE = new TroubleCounters();

    long bytesRetransmitted;

    /** Segments that were sent again, probes of a closed window included. */
    long retransmissions;

    long retransmissionTimeouts;

    /** ICMP errors that quoted a segment in flight, and those that did not. */
    long pathErrors;

    long pathErrorsRefused;

    /** How often the path's MTU was lowered, by ICMP or by silence. */
    long pathMtuReductions;

    /** Segments whose payload came before what stands in front of it. */
    long outOfOrderSegments;

    /** Segments whose payload was in the window and found no room in the reassembly's ranges. */
    long outOfOrderRefused;

    /** Segments whose payload was in the window and found no memory in the stack's budget. */
    long memoryRefused;
}
