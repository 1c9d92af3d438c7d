/** From frames to connections and back: demultiplexing, ARP, ICMP, sequence numbers. Pure. */
@NullMarked
package org.paceline.utcp.stack;

import org.jspecify.annotations.NullMarked;
