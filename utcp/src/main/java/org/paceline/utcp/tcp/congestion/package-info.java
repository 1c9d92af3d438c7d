/** How much may be in flight. Pure. */
@NullMarked
package org.paceline.utcp.tcp.congestion;

import org.jspecify.annotations.NullMarked;
