/** Punctuality of paced senders: utcp beside a bare loop and the kernel's pacing, seen from the far side. */
@NullMarked
package org.paceline.cli.pacebench;

import org.jspecify.annotations.NullMarked;
