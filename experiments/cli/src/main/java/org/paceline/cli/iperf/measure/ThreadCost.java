package org.paceline.cli.iperf.measure;

/**
 * CPU that the sending thread took while the test counted.
 *
 * @param cpuShare of one core, 0 to 1; NaN when not known
 * @param spunShare of the time that passed, spent spinning for departures; NaN when not known
 * @param cpuNs in all, -1 when not known
 */
public record ThreadCost(double cpuShare, double spunShare, long cpuNs) {
    public static final ThreadCost UNKNOWN = new ThreadCost(Double.NaN, Double.NaN, -1);

    /** CPU time for each frame with data, all else that the thread did included; NaN when not known. */
    public double cpuNsPerPacket(long departures) {
        return cpuNs < 0 || departures == 0 ? Double.NaN : (double) cpuNs / departures;
    }
}
