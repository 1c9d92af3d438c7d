package org.paceline.pacer.ipg;

/**
 * A network card's register for the gap that it leaves before each frame, in bytes between the end of the FCS and the
 * next preamble: 12 by IEEE 802.3, more to pace.
 */
public interface GapRegister {
    int minGapBytes();

    int maxGapBytes();

    /** The card leaves such a gap before what is handed over from now on. */
    void gapBytes(int bytes);
}
