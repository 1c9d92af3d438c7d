/** What iperf3's control connection carries: states, parameters, results. Knows no socket. */
@NullMarked
package org.paceline.cli.iperf.protocol;

import org.jspecify.annotations.NullMarked;
