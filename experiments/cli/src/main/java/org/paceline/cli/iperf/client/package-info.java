/** A test from the sender's side: its settings, its course and what it found. */
@NullMarked
package org.paceline.cli.iperf.client;

import org.jspecify.annotations.NullMarked;
