package org.paceline.cli.iperf.protocol;

/** CPU time of one end over the time of the test, in percent of one core. */
public record CpuShare(double totalPercent, double userPercent, double systemPercent) {
    public static final CpuShare NONE = new CpuShare(0, 0, 0);
}
