package org.paceline.cli.interfacequeue;

import java.util.ArrayList;
import java.util.List;

/** How far one transfer had come, over time. Not thread-safe. */
final class Progress {
    private final List<Point> points = new ArrayList<>();

    /**
     * One look.
     *
     * @param ns since the transfer began
     * @param bytes how far it was
     */
    record Point(long ns, long bytes) {}

    /** Kept when something has changed since the last look. */
    void look(long ns, long bytes) {
        if (points.isEmpty() || points.get(points.size() - 1).bytes() != bytes) {
            points.add(new Point(ns, bytes));
        }
    }

    List<Point> points() {
        return points;
    }
}
