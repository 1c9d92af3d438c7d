/** Our own place on a network: a device, an address and the stack that runs on them. */
@NullMarked
package org.paceline.cli.iperf.station;

import org.jspecify.annotations.NullMarked;
