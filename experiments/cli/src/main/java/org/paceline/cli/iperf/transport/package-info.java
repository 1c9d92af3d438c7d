/** Connections that a test runs over: our own TCP, or the kernel's. */
@NullMarked
package org.paceline.cli.iperf.transport;

import org.jspecify.annotations.NullMarked;
