/** The active probe: trains of packets at many gaps, sent by one host and stamped by another. */
@NullMarked
package org.paceline.probe.sweep;

import org.jspecify.annotations.NullMarked;
