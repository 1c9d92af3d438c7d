package org.paceline.cli.page;

import java.util.List;

/** From values to pixels along one axis. */
public interface Scale {
    /** A labelled place on an axis. */
    record Tick(double value, String label) {}

    /** Pixel of {@code value}; a value off the scale lands on its nearest end. */
    double at(double value);

    List<Tick> ticks();

    /** Values of fine lines between the ticks. */
    List<Double> minorTicks();
}
