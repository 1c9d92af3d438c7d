/** How the gap between two frames is held once it has been decided. */
@NullMarked
package org.paceline.pacer.ipg;

import org.jspecify.annotations.NullMarked;
