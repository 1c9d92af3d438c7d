/** System calls of a script over the stack's connections, as a kernel would answer them. */
@NullMarked
package org.paceline.packetdrill.socket;

import org.jspecify.annotations.NullMarked;
