/** What it is worth to hold windows back while the stack's own loop has no time: a loaded core, with and without. */
@NullMarked
package org.paceline.cli.headroom;

import org.jspecify.annotations.NullMarked;
