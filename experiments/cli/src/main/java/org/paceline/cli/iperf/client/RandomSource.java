package org.paceline.cli.iperf.client;

import java.util.SplittableRandom;

/** The same random block again and again: as little compressible as iperf3's, at no cost for each write. */
final class RandomSource implements BlockSource {
    private boolean filled;

    @Override
    public int next(byte[] block, int limit) {
        if (!filled) {
            new SplittableRandom().nextBytes(block);
            filled = true;
        }
        return limit;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
