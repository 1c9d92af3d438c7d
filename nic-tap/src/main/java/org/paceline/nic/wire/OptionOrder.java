package org.paceline.nic.wire;

/**
 * In which order a stack writes the options of a segment, and how it pads them: no RFC rules it, so it tells stacks
 * apart.
 */
public enum OptionOrder {
    /** MSS, SACK permitted, timestamps, window scale; NOPs so that every group begins at a multiple of 4. */
    LINUX,
    /**
     * MSS, window scale, SACK permitted, timestamps; NOPs in front of an option only, an END and zeros behind the last.
     */
    FREEBSD
}
