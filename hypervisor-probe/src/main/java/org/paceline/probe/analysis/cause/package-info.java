/** Why packets bunched: from features to likelihoods, each with its evidence. Pure. */
@NullMarked
package org.paceline.probe.analysis.cause;

import org.jspecify.annotations.NullMarked;
