/** Decides how far apart frames leave. Pure: time is an argument, nothing here reads a clock. */
@NullMarked
package org.paceline.pacer.control;

import org.jspecify.annotations.NullMarked;
