/** Wire formats as flyweights over a frame. Pure: offsets are named, length is checked once at the door. */
@NullMarked
package org.paceline.nic.wire;

import org.jspecify.annotations.NullMarked;
