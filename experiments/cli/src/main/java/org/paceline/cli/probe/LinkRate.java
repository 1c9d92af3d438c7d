package org.paceline.cli.probe;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rate such as 100M or 2.5G, in bit/s with decimal units. */
public final class LinkRate implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        double unit = upper.endsWith("G") ? 1e9 : upper.endsWith("M") ? 1e6 : upper.endsWith("K") ? 1e3 : 1;
        String digits = unit == 1 ? upper : upper.substring(0, upper.length() - 1);
        double value;
        try {
            value = Double.parseDouble(digits) * unit;
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("'" + text + "' is no rate: write it like 100M or 2.5G");
        }
        if (!(value >= 1 && value < 1e15)) {
            throw new TypeConversionException("'" + text + "' is no rate of a link: write it like 100M or 2.5G");
        }
        return Math.round(value);
    }
}
