/** What a sender measures of its own departures. */
@NullMarked
package org.paceline.cli.iperf.measure;

import org.jspecify.annotations.NullMarked;
