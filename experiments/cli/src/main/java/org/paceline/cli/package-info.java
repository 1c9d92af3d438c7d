/** The paceline command, one class a command. */
@NullMarked
package org.paceline.cli;

import org.jspecify.annotations.NullMarked;
