/** Gaps at a receiver when the thread that paces wakes late on purpose, mechanism by mechanism. */
@NullMarked
package org.paceline.cli.gaps;

import org.jspecify.annotations.NullMarked;
