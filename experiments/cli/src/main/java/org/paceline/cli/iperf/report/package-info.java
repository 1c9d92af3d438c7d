/** A test told as iperf3 tells it: lines while it runs, or one JSON document. */
@NullMarked
package org.paceline.cli.iperf.report;

import org.jspecify.annotations.NullMarked;
