/** Real guests, measured at two points. */
@NullMarked
package org.paceline.cli.lab;

import org.jspecify.annotations.NullMarked;
