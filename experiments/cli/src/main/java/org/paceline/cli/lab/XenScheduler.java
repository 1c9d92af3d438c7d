package org.paceline.cli.lab;

import java.util.Locale;

/** Who decides in Xen which domain runs. */
public enum XenScheduler {
    /** The default since Xen 4.12. */
    CREDIT2,
    /** The one before, with slices of 30 ms. */
    CREDIT;

    /** As Xen's command line and xl(1) name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
