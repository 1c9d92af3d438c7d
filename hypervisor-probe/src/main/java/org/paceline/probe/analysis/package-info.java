/** Burst metrics of an arrival series. Pure. */
@NullMarked
package org.paceline.probe.analysis;

import org.jspecify.annotations.NullMarked;
