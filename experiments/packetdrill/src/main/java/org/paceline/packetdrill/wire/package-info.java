/** Packets of a script, and packets of the stack, as bytes and side by side. Pure. */
@NullMarked
package org.paceline.packetdrill.wire;

import org.jspecify.annotations.NullMarked;
