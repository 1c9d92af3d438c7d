/** Whole stacks over a harmful link in virtual time, drawn from a seed and watched after every event. */
@NullMarked
package org.paceline.utcp.simulation;

import org.jspecify.annotations.NullMarked;
