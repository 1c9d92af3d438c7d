/** A forwarder that restores spacing, on real interfaces. */
@NullMarked
package org.paceline.cli.repace;

import org.jspecify.annotations.NullMarked;
