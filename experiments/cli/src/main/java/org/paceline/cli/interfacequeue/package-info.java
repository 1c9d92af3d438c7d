/** The interface's queue with and without a limit: figures 8 to 11 of the single-IP cluster's paper. */
@NullMarked
package org.paceline.cli.interfacequeue;

import org.jspecify.annotations.NullMarked;
