/** Restores the spacing of frames that a hypervisor's bridge has brought together. */
@NullMarked
package org.paceline.probe.repace;

import org.jspecify.annotations.NullMarked;
