/** What happened in a run, kept for later. */
@NullMarked
package org.paceline.journal;

import org.jspecify.annotations.NullMarked;
