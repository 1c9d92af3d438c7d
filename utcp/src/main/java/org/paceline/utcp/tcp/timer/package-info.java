/** Reasons to wake up, and when. Pure. */
@NullMarked
package org.paceline.utcp.tcp.timer;

import org.jspecify.annotations.NullMarked;
