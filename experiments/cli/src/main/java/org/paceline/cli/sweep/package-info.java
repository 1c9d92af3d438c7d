/** How the result of a gap sweep is told. */
@NullMarked
package org.paceline.cli.sweep;

import org.jspecify.annotations.NullMarked;
