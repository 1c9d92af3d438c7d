package org.paceline.cli.iperf.report;

import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.measure.PacedSummary;

/** Tells a test to the user: hears of its course, then of its end in one of two ways. */
public interface TestReport {
    TestListener listener();

    /**
     * The test came to its end, or was ended by the user.
     *
     * @param paced null over a transport that measures no departures
     */
    void finished(TestSummary summary, @Nullable PacedSummary paced);

    /**
     * The test could not be run to its end.
     *
     * @param message the line that says why
     */
    void failed(String message);
}
