/** The same application conversations over utcp and over the kernel's TCP, compared. */
@NullMarked
package org.paceline.cli.differential;

import org.jspecify.annotations.NullMarked;
