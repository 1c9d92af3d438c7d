/** Goodput under random loss: utcp in memory and on a real path beside the kernel's TCP. */
@NullMarked
package org.paceline.cli.goodput;

import org.jspecify.annotations.NullMarked;
