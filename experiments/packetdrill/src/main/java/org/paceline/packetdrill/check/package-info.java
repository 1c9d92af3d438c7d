/** The Python subset of code blocks. Pure. */
@NullMarked
package org.paceline.packetdrill.check;

import org.jspecify.annotations.NullMarked;
