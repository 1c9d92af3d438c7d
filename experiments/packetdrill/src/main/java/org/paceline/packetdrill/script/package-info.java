/** The packetdrill script language: from text to events. Pure. */
@NullMarked
package org.paceline.packetdrill.script;

import org.jspecify.annotations.NullMarked;
