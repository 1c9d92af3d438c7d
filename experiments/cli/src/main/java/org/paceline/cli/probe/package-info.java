/** What {@code paceline probe} does. */
@NullMarked
package org.paceline.cli.probe;

import org.jspecify.annotations.NullMarked;
