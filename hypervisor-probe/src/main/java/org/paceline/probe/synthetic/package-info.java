/** Traffic and coalescers of known kind, to check the analysis against. Pure: a seed gives the same run, to the bit. */
@NullMarked
package org.paceline.probe.synthetic;

import org.jspecify.annotations.NullMarked;
