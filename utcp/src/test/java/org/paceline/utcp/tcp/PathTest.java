package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segment sizes of both families, RFC 9293 3.7.1 and RFC 6691. */
class PathTest {
    @ParameterizedTest
    @CsvSource({"20, 1500, 1460", "40, 1500, 1440", "20, 576, 536", "40, 1280, 1220", "40, 9000, 8940"})
    void theMssOptionIsTheMtuLessBothFixedHeaders(int ipHeaderBytes, int mtuBytes, int mss) {
        assertEquals(mss, new Path(1, 2, mtuBytes, ipHeaderBytes).announcedSegmentBytes());
    }

    @ParameterizedTest
    @CsvSource({"20, 536", "40, 1220"})
    void aSynWithoutMssOptionMeansTheSmallestPacketOfTheFamily(int ipHeaderBytes, int mss) {
        Path path = new Path(1, 2, 1_500, ipHeaderBytes);
        assertEquals(mss, path.defaultSegmentBytes());
        assertEquals(mss, path.segmentBytes(-1, false));
        assertEquals(mss - 12, path.segmentBytes(-1, true));
    }

    @ParameterizedTest
    @CsvSource({"20, 1000", "40, 1000"})
    void theUsersLimitHoldsForBothWays(int ipHeaderBytes, int limitBytes) {
        Path path = new Path(1, 2, 1_500, ipHeaderBytes).limitedTo(limitBytes);
        assertEquals(limitBytes, path.announcedSegmentBytes());
        assertEquals(limitBytes, path.segmentBytes(1_400, false));
    }
}
