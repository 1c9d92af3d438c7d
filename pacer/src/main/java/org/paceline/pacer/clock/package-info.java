/** Time as the loops read it. */
@NullMarked
package org.paceline.pacer.clock;

import org.jspecify.annotations.NullMarked;
