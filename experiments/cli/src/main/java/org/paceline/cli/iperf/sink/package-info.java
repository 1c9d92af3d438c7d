/** The least server that takes an iperf3 upload. */
@NullMarked
package org.paceline.cli.iperf.sink;

import org.jspecify.annotations.NullMarked;
