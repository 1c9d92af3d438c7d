/** What a host is and did while something was measured, as text and JSON. */
@NullMarked
package org.paceline.cli.host;

import org.jspecify.annotations.NullMarked;
