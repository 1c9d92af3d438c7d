/** Loss detection and timing of one connection: one RFC noun a file. Pure. */
@NullMarked
package org.paceline.utcp.tcp.recovery;

import org.jspecify.annotations.NullMarked;
