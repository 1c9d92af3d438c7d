/** One script against one stack in virtual time, many scripts, and the report. */
@NullMarked
package org.paceline.packetdrill.run;

import org.jspecify.annotations.NullMarked;
