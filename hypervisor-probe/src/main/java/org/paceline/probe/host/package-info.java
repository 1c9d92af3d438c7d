/** What this host is and what it took away while we measured. */
@NullMarked
package org.paceline.probe.host;

import org.jspecify.annotations.NullMarked;
