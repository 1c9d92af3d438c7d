package org.paceline.probe.analysis;

/** The lower convex hull of points that are sorted by their x. */
final class LowerHull {
    private LowerHull() {}

    /**
     * Slope of the hull's edge over the mean x: of all lines below every point, the one that is nearest to them in sum.
     *
     * @param count how many points to look at, at least 1
     */
    static double slopeInTheMiddle(double[] x, double[] y, int count) {
        int[] hull = new int[count];
        int size = 0;
        double sum = 0;
        for (int point = 0; point < count; point++) {
            while (size >= 2 && !turnsUp(x, y, hull[size - 2], hull[size - 1], point)) {
                size--;
            }
            hull[size++] = point;
            sum += x[point];
        }
        double middle = sum / count;
        for (int edge = 1; edge < size; edge++) {
            if (x[hull[edge]] >= middle) {
                double run = x[hull[edge]] - x[hull[edge - 1]];
                return run > 0 ? (y[hull[edge]] - y[hull[edge - 1]]) / run : 0;
            }
        }
        return 0;
    }

    private static boolean turnsUp(double[] x, double[] y, int first, int second, int third) {
        double left = (y[second] - y[first]) * (x[third] - x[second]);
        double right = (y[third] - y[second]) * (x[second] - x[first]);
        return left < right;
    }
}
