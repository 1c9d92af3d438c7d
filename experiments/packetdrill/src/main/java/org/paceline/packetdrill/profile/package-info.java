/** Which kernel a script was written for, and what its shell lines change. */
@NullMarked
package org.paceline.packetdrill.profile;

import org.jspecify.annotations.NullMarked;
