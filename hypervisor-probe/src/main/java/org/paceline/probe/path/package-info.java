/** The same packets at several points of the path: matched, compared, judged. */
@NullMarked
package org.paceline.probe.path;

import org.jspecify.annotations.NullMarked;
