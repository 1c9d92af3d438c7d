/** How a command gives up; apart from the commands, so that what they stand on may give up too. */
@NullMarked
package org.paceline.cli.failure;

import org.jspecify.annotations.NullMarked;
