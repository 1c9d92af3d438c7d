/** What {@code paceline probe} found, as one HTML page that needs nothing but itself. */
@NullMarked
package org.paceline.cli.probe.page;

import org.jspecify.annotations.NullMarked;
