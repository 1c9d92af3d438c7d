/** Ways to wait for a moment, each with its price in CPU and in lateness. */
@NullMarked
package org.paceline.pacer.wait;

import org.jspecify.annotations.NullMarked;
