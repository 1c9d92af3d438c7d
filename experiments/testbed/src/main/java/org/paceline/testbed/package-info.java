/** Namespaces, links, a bottleneck and kernel peers that a run makes for itself and takes away again. */
@NullMarked
package org.paceline.testbed;

import org.jspecify.annotations.NullMarked;
