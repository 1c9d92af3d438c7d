/** Devices that wrap a device: capture, count, break, filter. */
@NullMarked
package org.paceline.nic.decorate;

import org.jspecify.annotations.NullMarked;
