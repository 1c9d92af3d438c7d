package org.paceline.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Equal steps for equal ratios; a tick at each power of ten. Immutable. */
public final class LogScale implements Scale {
    private final double low;
    private final double high;
    private final double lowPixel;
    private final double highPixel;
    private final DoubleFunction<String> label;

    /**
     * A scale from {@code low}, above 0, to {@code high}.
     *
     * @param label how a power of ten is written
     */
    public LogScale(double low, double high, double lowPixel, double highPixel, DoubleFunction<String> label) {
        this.low = low;
        this.high = Math.max(high, low * 1.01);
        this.lowPixel = lowPixel;
        this.highPixel = highPixel;
        this.label = label;
    }

    @Override
    public double at(double value) {
        double bounded = Math.min(Math.max(value, low), high);
        return lowPixel + Math.log(bounded / low) / Math.log(high / low) * (highPixel - lowPixel);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (double value = firstPower(); value <= high * (1 + 1e-9); value *= 10) {
            if (value >= low * (1 - 1e-9)) {
                ticks.add(new Tick(value, label.apply(value)));
            }
        }
        return ticks;
    }

    @Override
    public List<Double> minorTicks() {
        List<Double> minor = new ArrayList<>();
        for (double power = firstPower(); power <= high; power *= 10) {
            for (int factor = 2; factor < 10; factor++) {
                if (power * factor > low && power * factor < high) {
                    minor.add(power * factor);
                }
            }
        }
        return minor;
    }

    private double firstPower() {
        return Math.pow(10, Math.floor(Math.log10(low) + 1e-9));
    }
}
