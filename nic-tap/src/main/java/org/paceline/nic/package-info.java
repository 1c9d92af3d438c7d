/** Frames in and out of the machine: one device interface, whatever stands behind it. */
@NullMarked
package org.paceline.nic;

import org.jspecify.annotations.NullMarked;
