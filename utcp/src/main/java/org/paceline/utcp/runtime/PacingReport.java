package org.paceline.utcp.runtime;

import org.paceline.pacer.measure.GapPercentiles;
import org.paceline.pacer.measure.PacingErrorSnapshot;

/** How a socket's data left: against the plan, and from one departure to the next. */
public record PacingReport(PacingErrorSnapshot error, GapPercentiles gapNs) {}
