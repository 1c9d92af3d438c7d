package org.paceline.cli.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Equal steps for equal differences; ticks at 1, 2 or 5 times a power of ten. Immutable. */
public final class LinearScale implements Scale {
    private final double low;
    private final double high;
    private final double lowPixel;
    private final double highPixel;
    private final int wantedTicks;

    /**
     * A scale from {@code low} to {@code high}.
     *
     * @param wantedTicks about how many labels there is room for
     */
    public LinearScale(double low, double high, double lowPixel, double highPixel, int wantedTicks) {
        this.low = low;
        this.high = high > low ? high : low + 1;
        this.lowPixel = lowPixel;
        this.highPixel = highPixel;
        this.wantedTicks = wantedTicks;
    }

    @Override
    public double at(double value) {
        double bounded = Math.min(Math.max(value, low), high);
        return lowPixel + (bounded - low) / (high - low) * (highPixel - lowPixel);
    }

    @Override
    public List<Tick> ticks() {
        BigDecimal step = step((high - low) / wantedTicks);
        List<Tick> ticks = new ArrayList<>();
        BigDecimal value =
                BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
        while (value.doubleValue() <= high) {
            ticks.add(new Tick(value.doubleValue(), value.stripTrailingZeros().toPlainString()));
            value = value.add(step);
        }
        return ticks;
    }

    @Override
    public List<Double> minorTicks() {
        return List.of();
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below {@code rough}. */
    private static BigDecimal step(double rough) {
        int power = (int) Math.floor(Math.log10(rough));
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = unit.multiply(BigDecimal.valueOf(factor));
            if (step.doubleValue() >= rough) {
                return step;
            }
        }
        return unit.multiply(BigDecimal.TEN);
    }
}
