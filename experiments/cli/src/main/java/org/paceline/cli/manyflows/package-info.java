/** What a packet of a paced flow costs beside few others and beside thousands. */
@NullMarked
package org.paceline.cli.manyflows;

import org.jspecify.annotations.NullMarked;
