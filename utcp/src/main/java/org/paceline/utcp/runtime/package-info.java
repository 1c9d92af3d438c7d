/** The only package of the stack with a clock, a thread and a device. */
@NullMarked
package org.paceline.utcp.runtime;

import org.jspecify.annotations.NullMarked;
