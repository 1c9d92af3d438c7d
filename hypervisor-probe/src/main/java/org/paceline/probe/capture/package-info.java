/** Captures in and out of files. */
@NullMarked
package org.paceline.probe.capture;

import org.jspecify.annotations.NullMarked;
